# Holds the gate's twin for Windows against the decision table that it shares with the sh script. To be run on
# Windows, from the project's folder; ends with 1 at the first difference:
#
#   powershell.exe -NoProfile -ExecutionPolicy Bypass -File tests\windows\gateDecisions.ps1
$ErrorActionPreference = 'Stop'
$root = Split-Path -Parent (Split-Path -Parent (Split-Path -Parent $MyInvocation.MyCommand.Path))
$table = ConvertFrom-Json ([IO.File]::ReadAllText("$root\tests\fixtures\gateDecisions.json"))
$folder = Join-Path ([IO.Path]::GetTempPath()) "tollgate-decisions-$PID"
New-Item -ItemType Directory -Path "$folder\live", "$folder\once", "$folder\requests" | Out-Null
Copy-Item "$root\resources\gate\tollgate-gate.ps1" $folder
$utf8 = New-Object System.Text.UTF8Encoding($false)
$differences = 0
foreach ($row in $table) {
  $now = [int64][Math]::Floor(((Get-Date).ToUniversalTime() - [datetime]'1970-01-01').TotalSeconds)
  $state = "$folder\gate.state"
  Remove-Item -LiteralPath $state -ErrorAction SilentlyContinue
  if ($null -ne $row.file) {
    $lines = $row.file | ForEach-Object { [regex]::Replace($_, '@([+-]\d+)', { param($m) [string]($now + [int64]$m.Groups[1].Value) }) }
    [IO.File]::WriteAllText($state, (($lines -join "`n") + "`n"), $utf8)
  }
  $env:CLAUDE_CODE_SESSION_ID = $row.sessionId
  $env:CLAUDE_PROJECT_DIR = $row.projectFolder
  $words = @('0123456789ab', $row.event)
  if ($row.isStrict) { $words += 'strict' }
  $input_text = ConvertTo-Json @{ session_id = $row.sessionId; to_model = $row.model } -Compress
  $said = $input_text | powershell.exe -NoProfile -NonInteractive -ExecutionPolicy Bypass -File "$folder\tollgate-gate.ps1" @words
  if ([string]($said -join "`n") -cne $row.stdout.TrimEnd()) {
    Write-Output "$($row.name): said '$said', should say '$($row.stdout)'"
    $differences += 1
  }
}
Remove-Item -Recurse -Force $folder
Write-Output "$($table.Count) decisions, $differences differences"
if ($differences -gt 0) { exit 1 }
