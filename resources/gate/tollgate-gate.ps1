# Tollgate's gate for Windows PowerShell 5: the twin of tollgate-gate.sh. NEVER RUN ON WINDOWS SO FAR: it was
# written to the same rules and not tested there; docs/gate.md says so to users. PowerShell takes some 200 ms
# and more to start, so the latency of the sh script is not to be expected of it.
#
#   powershell.exe -NoProfile -NonInteractive -ExecutionPolicy Bypass -File tollgate-gate.ps1 <account> <event> [strict] [user-message]
param([string]$Account, [string]$Event, [string]$Installed, [string]$Form)

$ErrorActionPreference = 'Stop'
if ($Account -cnotmatch '^[0-9a-f]+$') { exit 1 }
$Folder = Split-Path -Parent $MyInvocation.MyCommand.Path
$Utf8 = New-Object System.Text.UTF8Encoding($false)
[Console]::OutputEncoding = $Utf8
$script:InputText = $null
if ($Installed -ceq 'user-message') { $Form = $Installed; $Installed = '' }

function Get-Now { [int64][Math]::Floor(((Get-Date).ToUniversalTime() - [datetime]'1970-01-01').TotalSeconds) }

# The agent's own words, read once and only when something depends on them.
function Get-InputField([string]$Name) {
  if ($null -eq $script:InputText) { $script:InputText = [Console]::In.ReadToEnd() }
  try { $value = (ConvertFrom-Json $script:InputText).$Name } catch { return '' }
  if ($null -eq $value) { return '' }
  return [string]$value
}

# An agent that Claude Code's own shell has started finds Claude Code's variables around it: its own word comes first.
function Get-Session {
  $session = Get-InputField 'session_id'
  if (-not $session -and $Form -ceq 'user-message') { $session = Get-InputField 'conversation_id' }
  if (-not $session) { $session = $env:CLAUDE_CODE_SESSION_ID }
  if ($session -cnotmatch '^[A-Za-z0-9_-]+$') { return '' }
  return $session
}

function Get-Project {
  if ($env:CLAUDE_PROJECT_DIR) { return $env:CLAUDE_PROJECT_DIR }
  if ($Form -ceq 'user-message' -and $env:CURSOR_PROJECT_DIR) { return $env:CURSOR_PROJECT_DIR }
  return (Get-Location).Path
}

# $null for a text that is not a whole gate file of this version.
function Read-Gate {
  $lines = [IO.File]::ReadAllText("$Folder\gate.state", $Utf8) -split "`n"
  if ($lines.Count -lt 3 -or $lines[-1] -cne '' -or $lines[-2] -cne 'end' -or $lines[0] -cne 'tollgate-gate 1') { return $null }
  $gate = @{ Renewed = $null; Accounts = @() }
  $current = $null
  $rule = $null
  foreach ($line in $lines[1..($lines.Count - 3)]) {
    if ($line -cmatch '[\x00-\x1f\x7f]') { return $null }
    $key, $value = $line -split ' ', 2
    if ($null -eq $value) { $value = '' }
    switch -CaseSensitive ($key) {
      'renewed' { if ($value -cnotmatch '^(0|[1-9][0-9]{0,9})$') { return $null }; $gate.Renewed = [int64]$value }
      'account' {
        if ($value -cnotmatch '^[0-9a-f]+$') { return $null }
        $current = @{ Id = $value; Strict = $false; Rules = @() }; $gate.Accounts += $current; $rule = $null
      }
      'strict' {
        if ($null -eq $current -or $value -cnotmatch '^(yes|no)$') { return $null }
        $current.Strict = $value -ceq 'yes'
      }
      'rule' {
        if ($null -eq $current -or $value -cnotmatch '^(open|closed|ask)$') { return $null }
        $rule = @{ State = $value; Until = $null; Record = ''; Scope = 'everything'; Models = @(); Wait = 25; Reason = ''; WayOut = '' }
        $current.Rules += $rule
      }
      default {
        if ($null -eq $rule) { return $null }
        switch -CaseSensitive ($key) {
          'until' { if ($value -cnotmatch '^(0|[1-9][0-9]{0,9})$') { return $null }; $rule.Until = [int64]$value }
          'record' { if ($value -cnotmatch '^[A-Za-z0-9-]+$') { return $null }; $rule.Record = $value }
          'scope' { if ($value -cnotmatch '^(everything|(session|project) .+)$') { return $null }; $rule.Scope = $value }
          'model' { if ($value -cnotmatch '^[A-Za-z0-9._:-]+$') { return $null }; $rule.Models += $value }
          'wait' { if ($value -cnotmatch '^[1-9][0-9]{0,2}$') { return $null }; $rule.Wait = [int]$value }
          'reason' { if ($value -cmatch '["\\]') { return $null }; $rule.Reason = $value }
          'wayout' { if ($value -cmatch '["\\]') { return $null }; $rule.WayOut = $value }
          default { return $null }
        }
      }
    }
  }
  if ($null -eq $gate.Renewed) { return $null }
  return $gate
}

function Test-Rule($Rule, [bool]$Fresh, [int64]$Now) {
  if ($null -ne $Rule.Until) {
    if ($Now -ge $Rule.Until -or -not ($Fresh -or $Rule.Record)) { return $false }
  } elseif (-not $Fresh) { return $false }
  if ($Event -ceq 'model-switch') {
    $model = Get-InputField 'to_model'
    if (-not ($Rule.Models | Where-Object { $model.StartsWith($_, [StringComparison]::Ordinal) })) { return $false }
  } elseif ($Rule.Models.Count -gt 0) { return $false }
  $kind, $name = $Rule.Scope -split ' ', 2
  return $kind -cne 'session' -or (Get-Session) -ceq $name
}

# Paths of Windows know no case, and both kinds of slash.
function Test-Inside([string]$Path, [string]$Parent) {
  $inner = $Path.Replace('\', '/') + '/'
  return $inner.StartsWith($Parent.Replace('\', '/') + '/', [StringComparison]::OrdinalIgnoreCase)
}

# Two folders count: the one that a session was started in, and the one that it has gone to and that its log names.
# The first rule for either is obeyed, and of two a stop.
function Select-Rule($Rules, [bool]$Fresh, [int64]$Now) {
  $project = Get-Project
  $place = (Get-Location).Path
  $consent = $null
  $rootOpen = $false
  $placeOpen = $false
  foreach ($rule in $Rules) {
    if (-not (Test-Rule $rule $Fresh $Now)) { continue }
    $kind, $parent = $rule.Scope -split ' ', 2
    if ($kind -cne 'project') {
      if ($null -ne $consent) { return $consent }
      return $rule
    }
    $isRoot = (-not $rootOpen) -and (Test-Inside $project $parent)
    $isPlace = (-not $placeOpen) -and (Test-Inside $place $parent)
    if ($rule.State -ceq 'open') {
      # It opens nothing to a session of another project that has only come by.
      if (-not ((Test-Inside $project $parent) -or (Test-Inside $parent $project))) { $isPlace = $false }
    } elseif ($isRoot -or $isPlace) { return $rule }
    if (-not ($isRoot -or $isPlace)) { continue }
    if ($null -eq $consent) { $consent = $rule }
    $rootOpen = $rootOpen -or $isRoot
    $placeOpen = $placeOpen -or $isPlace
    if ($rootOpen -and $placeOpen) { return $consent }
  }
  return $consent
}

function Get-Decision {
  $now = Get-Now
  $doubt = ''
  $isStrict = $Installed -ceq 'strict'
  $rule = $null
  if (-not (Test-Path -LiteralPath "$Folder\gate.state")) { $doubt = 'there is no gate file.' }
  else {
    $gate = $null
    try { $gate = Read-Gate } catch { $gate = $null }
    if ($null -eq $gate) { $doubt = 'the gate file cannot be read.' }
    else {
      $known = $gate.Accounts | Where-Object { $_.Id -ceq $Account } | Select-Object -First 1
      if ($null -eq $known) { $doubt = 'the gate file does not know this account.' }
      else {
        $fresh = [Math]::Abs($now - $gate.Renewed) -le 90
        $rule = Select-Rule $known.Rules $fresh $now
        if (-not $fresh -and ($null -eq $rule -or $rule.State -cne 'closed')) {
          $doubt = 'the app is not running.'
          $isStrict = $isStrict -or $known.Strict
        }
      }
    }
  }
  if ($doubt -and $isStrict) {
    return @{ State = 'closed'; Text = "$doubt Strict mode stops here. Start Tollgate, or run: tollgate gate allow-once"; Message = '' }
  }
  if ($doubt) { return @{ State = 'open'; Text = ''; Message = "$doubt Paid requests are not held back." } }
  if ($null -eq $rule) { return @{ State = 'open'; Text = ''; Message = '' } }
  $reason = $rule.Reason
  if (-not $reason) { $reason = 'Stopped before the next paid request.' }
  if ($rule.WayOut) { $reason = "$reason $($rule.WayOut)" }
  return @{ State = $rule.State; Text = $reason; Message = ''; Wait = $rule.Wait }
}

# Renaming the permission is what takes it, so only one hook can.
function Use-Allowance {
  $file = "$Folder\once\$Account"
  if ($Event -cne 'prompt' -or -not (Test-Path -LiteralPath $file)) { return $false }
  $until = [IO.File]::ReadAllText($file).Trim()
  if ($until -cnotmatch '^[0-9]{1,10}$' -or (Get-Now) -ge [int64]$until) { return $false }
  $session = Get-Session
  if (-not $session) { $session = 'unknown' }
  try { [IO.File]::Move($file, "$file.turn.$session"); return $true } catch { return $false }
}

function Test-PermittedTurn {
  $session = Get-Session
  return $Event -ceq 'batch' -and $session -and (Test-Path -LiteralPath "$Folder\once\$Account.turn.$session")
}

function Wait-Answer($Decision) {
  $request = "$Folder\requests\$Account.$PID"
  $now = Get-Now
  $deadline = $now + $Decision.Wait
  $lines = 'tollgate-request 1', "account $Account", "event $Event", "session $(Get-Session)", "project $(Get-Project)", "asked $now", "until $deadline", 'end', ''
  try {
    [IO.File]::WriteAllText("$request.tmp", ($lines -join "`n"), $Utf8)
    [IO.File]::Move("$request.tmp", $request)
  } catch { }
  try {
    while ($Decision.State -ceq 'ask' -and (Get-Now) -lt $deadline) {
      Start-Sleep -Seconds 1
      if (Use-Allowance) { return @{ State = 'open'; Text = ''; Message = '' } }
      $Decision = Get-Decision
    }
  } finally { Remove-Item -LiteralPath $request -ErrorAction SilentlyContinue }
  if ($Decision.State -ceq 'ask') {
    return @{ State = 'closed'; Text = "Nobody answered, so it stops. To go on once: tollgate gate allow-once --account $Account"; Message = '' }
  }
  return $Decision
}

function Write-Life {
  try {
    $now = Get-Now
    if ($Event -cin 'start', 'end', 'failure') {
      $session = Get-Session
      $failure = '-'
      if ($Event -ceq 'failure') { $failure = Get-InputField 'error' }
      if ($failure -cnotmatch '^[A-Za-z_-]+$') { $failure = 'unknown' }
      if ($session) { [IO.File]::WriteAllText("$Folder\live\$Account.$session.$Event", "$Event $now $failure`n") }
    }
    [IO.File]::WriteAllText("$Folder\live\$Account", "$Event $now`n")
  } catch { }
}

# Which session was held, and in which folder, so that the user can find it again after the reset.
function Write-Stop {
  try {
    $session = Get-Session
    if ($Event -ceq 'model-switch' -or -not $session) { return }
    [IO.File]::WriteAllText("$Folder\live\$Account.$session.stopped", "stopped $(Get-Now)`nproject $(Get-Project)`n", $Utf8)
  } catch { }
}

function Write-Refusal([string]$Reason) {
  $text = "Tollgate: $Reason"
  if ($Form -ceq 'user-message') { [Console]::Out.Write("{`"continue`":false,`"user_message`":`"$text`"}`n") }
  elseif ($Event -ceq 'prompt') { [Console]::Out.Write("{`"decision`":`"block`",`"reason`":`"$text`"}`n") }
  elseif ($Event -ceq 'batch') { [Console]::Out.Write("{`"continue`":false,`"stopReason`":`"$text`"}`n") }
  else { [Console]::Out.Write("{`"hookSpecificOutput`":{`"hookEventName`":`"PreModelSwitch`",`"permissionDecision`":`"deny`",`"permissionDecisionReason`":`"$text`"}}`n") }
}

# Cursor wants an answer also where everything goes on.
function Write-Consent([string]$Message) {
  $text = "Tollgate: $Message"
  if ($Form -ceq 'user-message' -and $Message) { [Console]::Out.Write("{`"continue`":true,`"user_message`":`"$text`"}`n") }
  elseif ($Form -ceq 'user-message') { [Console]::Out.Write("{`"continue`":true}`n") }
  elseif ($Message) { [Console]::Out.Write("{`"systemMessage`":`"$text`"}`n") }
}

# Cursor can run the hooks of Claude Code as well. They are about another account, so they say nothing there, and
# leave no sign of life that would be taken for one of Claude Code.
if ($env:CURSOR_VERSION -and $Form -cne 'user-message' -and (Get-InputField 'conversation_id')) { exit 0 }

if ($Event -cin 'prompt', 'batch', 'model-switch') {
  if ($Event -ceq 'prompt' -and (Test-Path "$Folder\once\$Account.turn.*")) {
    $session = Get-Session
    if (-not $session) { $session = 'unknown' }
    # Qwen Code runs its prompt hook before each later request of a turn as well, with an empty prompt.
    if ($script:InputText -match '"prompt":""') { $script:Event = 'batch' }
    else { Remove-Item -LiteralPath "$Folder\once\$Account.turn.$session" -ErrorAction SilentlyContinue }
  }
  $decision = Get-Decision
  if ($decision.State -cne 'open' -and ((Use-Allowance) -or (Test-PermittedTurn))) { $decision = @{ State = 'open'; Text = ''; Message = '' } }
  if ($decision.State -ceq 'ask') { $decision = Wait-Answer $decision }
  Write-Life
  if ($decision.State -cne 'open') { Write-Stop; Write-Refusal $decision.Text }
  elseif ($Event -ceq 'prompt') { Write-Consent $decision.Message }
  else { Write-Consent '' }
} elseif ($Event -cin 'start', 'end', 'failure') { Write-Life }
exit 0
