; Lets colleagues reach a host on this machine, in private networks only. It needs an administrator: an installation
; for one person has no rule, and Windows asks when hosting begins.
!macro customInstall
  ${if} $installMode == "all"
    nsExec::Exec 'netsh advfirewall firewall delete rule name="Ringdown"'
    nsExec::Exec 'netsh advfirewall firewall add rule name="Ringdown" dir=in action=allow profile=private program="$INSTDIR\${APP_EXECUTABLE_FILENAME}" enable=yes'
  ${endif}
!macroend

!macro customUnInstall
  ${if} $installMode == "all"
    nsExec::Exec 'netsh advfirewall firewall delete rule name="Ringdown"'
  ${endif}
!macroend
