; Kimo's installer for one user of Windows, who need be no administrator.
;   makensis -DFROM=<folder of the programs> -DTO=<the installer> -DVERSION=0.1.0 kimo.nsi
; Without a word: setup.exe /S, and uninstall.exe /S. With /UPDATE it starts Kimo again afterwards, as
; at the start of the session. What fails ends with another code than 0 and leaves what was there.
; Where makensis makes none of 64 bits (that of nsis.sourceforge.io does not), -DTARGET=x86-unicode.

!ifndef TARGET
  !define TARGET amd64-unicode
!endif
Target ${TARGET}
!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Kimo"
!define RUN "Software\Microsoft\Windows\CurrentVersion\Run"

Name "Kimo"
OutFile "${TO}"
InstallDir "$LOCALAPPDATA\Programs\Kimo"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
RequestExecutionLevel user
!ifdef QUICK
  SetCompress off
!else
  SetCompressor /SOLID lzma
!endif
ManifestDPIAware true
; A file that cannot be written is a failure, and nothing to ignore.
AllowSkipFiles off

!define MUI_ICON "..\icons\icon.ico"
!define MUI_UNICON "..\icons\icon.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\kimo-desktop.exe"

!insertmacro MUI_PAGE_INSTFILES
!define MUI_PAGE_CUSTOMFUNCTION_PRE SkipAfterUpdate
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

; What is installed. Each comes as FILE.new, and what was in its place waits as FILE.old.
!macro EachFile Do
  !insertmacro ${Do} "kimo-desktop.exe"
  !insertmacro ${Do} "kimo.exe"
  !if /FileExists "${FROM}\WebView2Loader.dll"
    !insertmacro ${Do} "WebView2Loader.dll"
  !endif
  !insertmacro ${Do} "LICENSE-MIT"
  !insertmacro ${Do} "LICENSE-APACHE"
  !insertmacro ${Do} "uninstall.exe"
!macroend
!macro Tidy File
  Push "${File}"
  Call Tidy
!macroend
!macro Replace File
  Push "${File}"
  Call Replace
!macroend
!macro PutBack File
  Push "${File}"
  Call PutBack
!macroend
!macro DeleteOld File
  Delete "$INSTDIR\${File}.old"
!macroend
!macro Remove File
  Delete "$INSTDIR\${File}"
  Delete "$INSTDIR\${File}.new"
  Delete "$INSTDIR\${File}.old"
!macroend

Var Update
; A Kimo ran and was told to end.
Var Told
; Some of the files may be those of this program.
Var Replacing

; A running Kimo is asked to end as at the end of the session, and ends in order: a new one starts only
; when it has. One that does not answer is not told, so that it does not end some time later.
!macro EndKimo un
Function ${un}EndKimo
  StrCpy $1 0
  ${DoWhile} $1 < 60
    IntOp $1 $1 + 1
    ClearErrors
    FindWindow $0 "KimoSession"
    ${If} $0 <> 0
      SendMessage $0 0x0000 0 0 $2 /TIMEOUT=500
      ${If} ${Errors}
        IntOp $1 $1 + 1
      ${Else}
        StrCpy $Told 1
        SendMessage $0 0x0016 1 0 /TIMEOUT=500
      ${EndIf}
    ${ElseIfNot} ${FileExists} "$INSTDIR\kimo-desktop.exe"
      Return
    ${Else}
      ; Nobody writes to a program that runs.
      FileOpen $0 "$INSTDIR\kimo-desktop.exe" a
      ${IfNot} ${Errors}
        FileClose $0
        Return
      ${EndIf}
    ${EndIf}
    Sleep 500
  ${Loop}
  MessageBox MB_OK|MB_ICONEXCLAMATION "$(OPEN)" /SD IDOK
  Abort
FunctionEnd
!macroend
!insertmacro EndKimo ""
!insertmacro EndKimo "un."

Function .onInit
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/UPDATE" $1
  ${IfNot} ${Errors}
    StrCpy $Update 1
    SetAutoClose true
  ${EndIf}
FunctionEnd

; All of it is written beside what is there before a running Kimo is told to end; then each file takes the
; place of the one before, which stays until the last one has.
Section
  SetOutPath "$INSTDIR"
  !insertmacro EachFile Tidy
  File "/oname=kimo.exe.new" "${FROM}\kimo.exe"
  File "/oname=kimo-desktop.exe.new" "${FROM}\kimo-desktop.exe"
  !if /FileExists "${FROM}\WebView2Loader.dll"
    File "/oname=WebView2Loader.dll.new" "${FROM}\WebView2Loader.dll"
  !endif
  File "/oname=LICENSE-MIT.new" "..\..\LICENSE-MIT"
  File "/oname=LICENSE-APACHE.new" "..\..\LICENSE-APACHE"
  ClearErrors
  WriteUninstaller "$INSTDIR\uninstall.exe.new"
  ${If} ${Errors}
    Abort
  ${EndIf}

  Call EndKimo
  StrCpy $Replacing 1
  !insertmacro EachFile Replace
  StrCpy $Replacing 0
  !insertmacro EachFile DeleteOld

  ; What the user has switched off or removed since the first time stays so.
  ReadRegStr $0 HKCU "${UNINSTALL}" "DisplayVersion"
  ${If} $0 == ""
    CreateShortcut "$SMPROGRAMS\Kimo.lnk" "$INSTDIR\kimo-desktop.exe"
    WriteRegStr HKCU "${RUN}" "Kimo" '"$INSTDIR\kimo-desktop.exe" --hidden'
  ${EndIf}
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Kimo"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\kimo-desktop.exe"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

; Kimo runs then, and its window is where it was.
Function SkipAfterUpdate
  ${If} $Update = 1
    Abort
  ${EndIf}
FunctionEnd

Function .onInstSuccess
  ${If} $Update = 1
    Exec '"$INSTDIR\kimo-desktop.exe" --hidden'
  ${EndIf}
FunctionEnd

Function .onInstFailed
  !insertmacro EachFile PutBack
  ${If} $Told = 1
    Exec '"$INSTDIR\kimo-desktop.exe" --hidden'
  ${EndIf}
  ; Where nothing was, nothing stays.
  SetOutPath "$TEMP"
  RMDir "$INSTDIR"
FunctionEnd

; What an installation that was cut short has left: of a file in two places, the one before goes.
Function Tidy
  Pop $0
  ${IfNot} ${FileExists} "$INSTDIR\$0"
    Rename "$INSTDIR\$0.old" "$INSTDIR\$0"
  ${EndIf}
  Delete "$INSTDIR\$0.new"
  ClearErrors
  Delete "$INSTDIR\$0.old"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(OPEN)" /SD IDOK
    Abort
  ${EndIf}
FunctionEnd

; A program that runs can be moved, and deleted only later. What looks at each new file for viruses may
; hold it for a moment.
Function Replace
  Pop $0
  StrCpy $1 0
  ${Do}
    ClearErrors
    ${If} ${FileExists} "$INSTDIR\$0"
      Rename "$INSTDIR\$0" "$INSTDIR\$0.old"
    ${EndIf}
    ${IfNot} ${Errors}
      Rename "$INSTDIR\$0.new" "$INSTDIR\$0"
      ${IfNot} ${Errors}
        Return
      ${EndIf}
    ${EndIf}
    IntOp $1 $1 + 1
    ${If} $1 > 20
      Abort
    ${EndIf}
    Sleep 250
  ${Loop}
FunctionEnd

Function PutBack
  Pop $0
  ${If} $Replacing = 1
    ; What is no longer beside it is in its place.
    ${IfNot} ${FileExists} "$INSTDIR\$0.new"
      Delete "$INSTDIR\$0"
    ${EndIf}
    Rename "$INSTDIR\$0.old" "$INSTDIR\$0"
  ${EndIf}
  Delete "$INSTDIR\$0.new"
FunctionEnd

; Only what was put there: somebody may keep something of their own beside it. The calls stay.
Section un.
  Call un.EndKimo
  !insertmacro EachFile Remove
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Kimo.lnk"
  DeleteRegValue HKCU "${RUN}" "Kimo"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Classes\AppUserModelId\app.kimo.desktop"
SectionEnd

Function un.onUninstSuccess
  MessageBox MB_OK|MB_ICONINFORMATION "$(KEPT)" /SD IDOK
FunctionEnd
