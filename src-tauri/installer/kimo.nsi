; Kimo's installer for one user of Windows, who need be no administrator.
;   makensis -DFROM=<folder of the programs> -DTO=<the installer> -DVERSION=0.1.0 kimo.nsi
; Without a word: setup.exe /S, and uninstall.exe /S. Where makensis makes none of 64 bits (that of
; nsis.sourceforge.io does not), -DTARGET=x86-unicode.

!ifndef TARGET
  !define TARGET amd64-unicode
!endif
Target ${TARGET}
!include MUI2.nsh

Name "Kimo"
OutFile "${TO}"
InstallDir "$LOCALAPPDATA\Programs\Kimo"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
RequestExecutionLevel user
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
!endif
ManifestDPIAware true

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Kimo"
!define RUN "Software\Microsoft\Windows\CurrentVersion\Run"
!define MUI_ICON "..\icons\icon.ico"
!define MUI_UNICON "..\icons\icon.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\kimo-desktop.exe"

!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES

!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Turkish"
!insertmacro MUI_LANGUAGE "Russian"

LangString KEPT ${LANG_ENGLISH} "Kimo is removed. The calls stay in $LOCALAPPDATA\kimo until you delete that folder."
LangString KEPT ${LANG_TURKISH} "Kimo kaldırıldı. Çağrılar, siz silene dek $LOCALAPPDATA\kimo klasöründe kalır."
LangString KEPT ${LANG_RUSSIAN} "Kimo удалён. Звонки остаются в папке $LOCALAPPDATA\kimo, пока вы её не удалите."
LangString OPEN ${LANG_ENGLISH} "Kimo is still running. Quit it from its tray icon, then try again."
LangString OPEN ${LANG_TURKISH} "Kimo hâlâ çalışıyor. Tepsideki simgesinden çıkın, sonra bir daha deneyin."
LangString OPEN ${LANG_RUSSIAN} "Kimo ещё работает. Выйдите из него через значок у часов и попробуйте снова."

; A running Kimo is asked to end as at the end of the session, and ends in order: its programs cannot
; be replaced while they run.
!macro EndKimo un
Function ${un}EndKimo
  StrCpy $1 0
  again:
  FindWindow $0 "KimoSession"
  IntCmp $0 0 ended
  IntCmp $1 20 0 0 stays
  IntOp $1 $1 + 1
  SendMessage $0 0x0016 1 0 /TIMEOUT=6000
  Sleep 250
  Goto again
  stays:
  MessageBox MB_OK|MB_ICONEXCLAMATION "$(OPEN)" /SD IDOK
  Abort
  ended:
FunctionEnd
!macroend
!insertmacro EndKimo ""
!insertmacro EndKimo "un."

Section
  Call EndKimo
  SetOutPath "$INSTDIR"
  File "${FROM}\kimo.exe"
  File "${FROM}\kimo-desktop.exe"
  File /nonfatal "${FROM}\WebView2Loader.dll"
  File "..\..\LICENSE-MIT"
  File "..\..\LICENSE-APACHE"
  CreateShortcut "$SMPROGRAMS\Kimo.lnk" "$INSTDIR\kimo-desktop.exe"
  WriteRegStr HKCU "${RUN}" "Kimo" '"$INSTDIR\kimo-desktop.exe" --hidden'
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Kimo"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\kimo-desktop.exe"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

; Only what was put there: somebody may keep something of their own beside it. The calls stay.
Section un.
  Call un.EndKimo
  Delete "$INSTDIR\kimo.exe"
  Delete "$INSTDIR\kimo-desktop.exe"
  Delete "$INSTDIR\WebView2Loader.dll"
  Delete "$INSTDIR\LICENSE-MIT"
  Delete "$INSTDIR\LICENSE-APACHE"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Kimo.lnk"
  DeleteRegValue HKCU "${RUN}" "Kimo"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Classes\AppUserModelId\app.kimo.desktop"
SectionEnd

Function un.onUninstSuccess
  MessageBox MB_OK|MB_ICONINFORMATION "$(KEPT)" /SD IDOK
FunctionEnd
