; An installer with nothing but installer.nsh in it: whether that compiles without a warning is known in a moment.
;   makensis -WX -DPROJECT=FOLDER -DOUTPUT=FILE include-check.nsi
Unicode true
!include LogicLib.nsh
!define APP_EXECUTABLE_FILENAME "Ringdown.exe"
Var installMode
; As electron-builder tells an uninstaller that a newer version takes its place.
!ifdef WITH_UPDATES
  !macro _isUpdated _a _b _t _f
    StrCmp "$R9" "true" `${_t}` `${_f}`
  !macroend
  !define isUpdated `"" isUpdated ""`
!endif
Name "check"
OutFile "${OUTPUT}"
RequestExecutionLevel user
!include "${PROJECT}/src-main/packaging/installer.nsh"
Section
  StrCpy $installMode "all"
  !insertmacro customInstall
  WriteUninstaller "$TEMP\uninstall.exe"
SectionEnd
Section un.check
  !insertmacro customUnInstall
SectionEnd
