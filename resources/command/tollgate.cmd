@echo off
rem The command of an installed Tollgate: with words it answers here, without words it starts the app.
if "%~1"=="" (
  start "" "%~dp0..\..\Tollgate.exe"
) else (
  "%~dp0..\..\Tollgate.exe" -- %*
)
