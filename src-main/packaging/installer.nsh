; What our installer does beside electron-builder's own steps. Programs are named with their folder: one of the same name that lies
; beside the installer would run as an administrator. nsExec leaves its result on the stack: it is taken from there each time.

; The copy of the installer that would serve updates; Ringdown has none that install themselves.
!macro removeInstallerCopy
  ${if} $installMode == "all"
    SetShellVarContext current
  ${endif}
  RMDir /r "$LOCALAPPDATA\ringdown-updater"
  ${if} $installMode == "all"
    SetShellVarContext all
  ${endif}
!macroend

; Whether a command of the registry is of this installation, in $0: another one may be in use. It takes $1 to $4.
!macro isOurs ROOT KEY VALUE
  ReadRegStr $0 ${ROOT} "${KEY}" "${VALUE}"
  StrLen $1 '"$INSTDIR\'
  StrCpy $0 $0 $1
  ${if} $0 == '"$INSTDIR\'
    StrCpy $0 "yes"
  ${endif}
!macroend

; What the app wrote for one person: the links that it opens, and its start at login, which each profile has a value for.
; PERSON is empty, or the person's id and `\`.
!macro forgetPerson ROOT PERSON
  !insertmacro isOurs ${ROOT} "${PERSON}Software\Classes\ringdown\shell\open\command" ""
  ${if} $0 == "yes"
    DeleteRegKey ${ROOT} "${PERSON}Software\Classes\ringdown"
  ${endif}
  StrCpy $3 0
  ${do}
    EnumRegValue $4 ${ROOT} "${PERSON}Software\Microsoft\Windows\CurrentVersion\Run" $3
    ${if} $4 == ""
      ${exitdo}
    ${endif}
    !insertmacro isOurs ${ROOT} "${PERSON}Software\Microsoft\Windows\CurrentVersion\Run" "$4"
    ${if} $0 == "yes"
      DeleteRegValue ${ROOT} "${PERSON}Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "$4"
      ClearErrors
      DeleteRegValue ${ROOT} "${PERSON}Software\Microsoft\Windows\CurrentVersion\Run" "$4"
      ; The next value has this number now, unless this one cannot be deleted.
      ${if} ${errors}
        IntOp $3 $3 + 1
      ${endif}
    ${else}
      IntOp $3 $3 + 1
    ${endif}
  ${loop}
!macroend

; Whoever removes it from the whole machine removes it for everybody whose registry is loaded.
!macro forgetPeople
  Push $0
  Push $1
  Push $2
  Push $3
  Push $4
  Push $5
  !insertmacro forgetPerson HKCU ""
  ${if} $installMode == "all"
    StrCpy $2 0
    ${do}
      EnumRegKey $5 HKU "" $2
      ${if} $5 == ""
        ${exitdo}
      ${endif}
      !insertmacro forgetPerson HKU "$5\"
      IntOp $2 $2 + 1
    ${loop}
  ${endif}
  Pop $5
  Pop $4
  Pop $3
  Pop $2
  Pop $1
  Pop $0
!macroend

; Lets colleagues reach a host on this machine, in private networks only. It needs an administrator: an installation
; for one person has no rule, and Windows asks when hosting begins.
!macro customInstall
  ${if} $installMode == "all"
    Push $0
    nsExec::Exec '"$SYSDIR\netsh.exe" advfirewall firewall delete rule name="Ringdown"'
    Pop $0
    nsExec::Exec '"$SYSDIR\netsh.exe" advfirewall firewall add rule name="Ringdown" dir=in action=allow profile=private program="$INSTDIR\${APP_EXECUTABLE_FILENAME}" enable=yes'
    Pop $0
    Pop $0
  ${endif}
  !insertmacro removeInstallerCopy
!macroend

!macro customUnInstall
  ${if} $installMode == "all"
    Push $0
    nsExec::Exec '"$SYSDIR\netsh.exe" advfirewall firewall delete rule name="Ringdown"'
    Pop $0
    Pop $0
  ${endif}
  !insertmacro removeInstallerCopy
  ; A newer version that takes this one's place keeps what was set.
  !ifdef isUpdated
    ${ifNot} ${isUpdated}
      !insertmacro forgetPeople
    ${endif}
  !else
    !insertmacro forgetPeople
  !endif
!macroend
