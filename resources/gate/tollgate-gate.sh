#!/bin/sh
# Tollgate's gate. An agent's hook calls it: sh '<data folder>/gate/tollgate-gate.sh' <account> <event> [strict] [user-message]
# Reads gate.state beside it and answers the agent; what it says is described in docs/gate.md, and the
# reference that it is tested against is main/domain/gate.ts. Only builtins on the usual path but for one
# `date`: a hook runs before every prompt. No accident may end with exit code 2, which agents take for "stop".

LC_ALL=C
umask 077
code=1
trap 'exit "$code"' EXIT
trap '' PIPE

folder=${0%/*}
account=$1
event=$2
case $3 in user-message) installed='' form=$3 ;; *) installed=$3 form=$4 ;; esac
wish=0 now='' input='' session='' message=''

case $account in '' | *[!0-9a-f]*) exit ;; esac

# Takes the agent's own words from the start of its input, once, and only when something depends on them.
need_input() {
  [ -n "$input" ] || input=$(dd bs=16384 count=1 2>/dev/null)x
}

# The string that the input holds under a name; nothing for a spelling that only a JSON reader understands.
input_string() {
  need_input
  found=
  case $input in *"\"$1\":\""*) found=${input#*"\"$1\":\""} ;; *"\"$1\": \""*) found=${input#*"\"$1\": \""} ;; esac
  found=${found%%'"'*}
  case $found in *\\* | *[[:cntrl:]]*) found= ;; esac
}

# An agent that Claude Code's own shell has started finds Claude Code's variables around it: its own word comes first.
# Where Claude Code itself has started this hook, both say the same, and reading the input would take a process.
need_session() {
  [ -z "$session" ] || return 0
  [ "$PPID" != "$CLAUDE_PID" ] || session=$CLAUDE_CODE_SESSION_ID
  [ -n "$session" ] || session_around
  case $session in *[!A-Za-z0-9_-]*) session= ;; esac
}

session_around() {
  input_string session_id
  [ -n "$found" ] || [ "$form" != user-message ] || input_string conversation_id
  session=${found:-$CLAUDE_CODE_SESSION_ID}
}

# Sets listed, renewed and the first rule that counts for this call (state, reason, wayout, wait);
# fails when the file is not a whole gate file of this version.
read_gate() {
  renewed='' listed='' isMine='' strict=$installed state='' reason='' wayout='' wait=25
  isRule='' isDone='' isEnd='' number=0 consent='' rootOpen='' placeOpen=''
  while IFS= read -r line <&3; do
    number=$((number + 1))
    case $line in *[[:cntrl:]]*) return 1 ;; esac
    [ -z "$isEnd" ] || return 1
    if [ "$number" = 1 ]; then
      [ "$line" = 'tollgate-gate 1' ] || return 1
      continue
    fi
    case $line in *' '*) key=${line%% *} value=${line#* } ;; *) key=$line value='' ;; esac
    take_line || return 1
    line=
  done 3<"$folder/gate.state"
  # What is left is a last line without its end: a part of a file.
  [ -n "$isEnd" ] && [ -z "$line" ] && [ -n "$renewed" ]
}

take_line() {
  case $key in
  end) [ "$line" = end ] && close_rule && isEnd=yes ;;
  renewed) is_time && renewed=$value ;;
  account)
    close_rule
    isAccount=yes isRule='' isMine=''
    case $value in '' | *[!0-9a-f]*) return 1 ;; esac
    [ "$value" != "$account" ] || [ -n "$listed" ] || { listed=yes isMine=yes; }
    ;;
  strict)
    [ -n "$isAccount" ] || return 1
    case $value in yes) [ -z "$isMine" ] || strict=strict ;; no) ;; *) return 1 ;; esac
    ;;
  rule)
    [ -n "$isAccount" ] || return 1
    close_rule
    case $value in open | closed | ask) ;; *) return 1 ;; esac
    isRule=yes r_state=$value r_until='' r_record='' r_scope=everything r_models='' r_wait=25 r_reason='' r_wayout=''
    ;;
  *) [ -n "$isRule" ] && take_rule_line ;;
  esac
}

take_rule_line() {
  case $key in
  until) is_time && r_until=$value ;;
  record) case $value in '' | *[!A-Za-z0-9-]*) return 1 ;; esac && r_record=$value ;;
  scope) case $value in everything | 'session '?* | 'project '?*) r_scope=$value ;; *) return 1 ;; esac ;;
  model) case $value in '' | *[!A-Za-z0-9._:-]*) return 1 ;; esac && r_models="$r_models $value" ;;
  wait) case $value in [1-9] | [1-9][0-9] | [1-9][0-9][0-9]) r_wait=$value ;; *) return 1 ;; esac ;;
  reason) case $value in *\"* | *\\*) return 1 ;; esac && r_reason=$value ;;
  wayout) case $value in *\"* | *\\*) return 1 ;; esac && r_wayout=$value ;;
  *) return 1 ;;
  esac
}

is_time() {
  case $value in 0) ;; '' | 0* | *[!0-9]* | ???????????*) return 1 ;; esac
}

# The rule that has just been read whole decides if it is the first that counts and concerns this call.
close_rule() {
  if [ -n "$isRule" ] && [ -n "$isMine" ] && [ -z "$isDone" ] && rule_counts && rule_concerns; then
    # Only another project rule takes the word of a consent that was found before.
    case $r_scope in project*) ;; *) r_state=${consent:-$r_state} ;; esac
    isDone=yes state=$r_state reason=$r_reason wayout=$r_wayout wait=$r_wait
  fi
  isRule=
}

rule_counts() {
  if [ -n "$r_until" ]; then
    [ "$now" -lt "$r_until" ] || return 1
    is_fresh || [ -n "$r_record" ]
  else
    is_fresh
  fi
}

is_fresh() {
  [ -n "$renewed" ] && [ "$now" -le $((renewed + 90)) ] && [ "$now" -ge $((renewed - 90)) ]
}

rule_concerns() {
  if [ "$event" = model-switch ]; then
    input_string to_model
    isNamed=
    for model in $r_models; do
      case $found in "$model"*) isNamed=yes ;; esac
    done
    [ -n "$isNamed" ] || return 1
  elif [ -n "$r_models" ]; then
    return 1
  fi
  case $r_scope in
  everything) return 0 ;;
  session*)
    need_session
    [ -n "$session" ] && [ "$session" = "${r_scope#session }" ]
    ;;
  project*) project_concerns ;;
  esac
}

# Two folders count: the one that a session was started in, and the one that it has gone to and that its log names.
# The first rule for either is obeyed, and of two a stop. A consent alone decides when no other rule can follow.
project_concerns() {
  project=${CLAUDE_PROJECT_DIR:-$PWD} root='' place=''
  [ -n "$rootOpen" ] || { is_in_scope "$project" && root=yes; }
  [ -n "$placeOpen" ] || { is_in_scope "$PWD" && place=yes; }
  if [ "$r_state" = open ]; then
    # It opens nothing to a session of another project that has only come by.
    is_in_scope "$project" || case ${r_scope#project }/ in "$project"/*) ;; *) place='' ;; esac
    [ -z "$root$place" ] || consent=open rootOpen=$rootOpen$root placeOpen=$placeOpen$place
    [ -n "$rootOpen" ] && [ -n "$placeOpen" ]
  else
    [ -n "$root$place" ]
  fi
}

is_in_scope() {
  case $1/ in "${r_scope#project }"/*) ;; *) return 1 ;; esac
}

# Sets decision: open, closed or ask, with the text for the user in reason.
decide() {
  doubt=
  now=$(date +%s)
  if [ ! -e "$folder/gate.state" ]; then
    strict=$installed doubt='there is no gate file.'
  elif [ ! -f "$folder/gate.state" ] || [ ! -r "$folder/gate.state" ] || ! read_gate; then
    strict=$installed doubt='the gate file cannot be read.'
  elif [ -z "$listed" ]; then
    strict=$installed doubt='the gate file does not know this account.'
  elif ! is_fresh && [ "$state" != closed ]; then
    doubt='the app is not running.'
  fi
  if [ -z "$doubt" ]; then
    decision=${state:-open}
    [ "$decision" = open ] || reason="${reason:-Stopped before the next paid request.}${wayout:+ $wayout}"
  elif [ "$strict" = strict ]; then
    decision=closed
    reason="$doubt Strict mode stops here. Start Tollgate, or run: tollgate gate allow-once"
  else
    decision=open
    [ "$event" != prompt ] || message="$doubt Paid requests are not held back."
  fi
}

# A permission for one prompt is a file; renaming it is what takes it, so only one hook can.
take_allowance() {
  [ -f "$folder/once/$account" ] && [ "$event" = prompt ] || return 1
  read -r until <"$folder/once/$account" || return 1
  case $until in '' | *[!0-9]* | ???????????*) return 1 ;; esac
  [ "$now" -lt "$until" ] || return 1
  need_session
  mv -f "$folder/once/$account" "$folder/once/$account.turn.${session:-unknown}" 2>/dev/null
}

# The loop that a permitted prompt has started may go on until the next prompt of its session.
is_permitted_turn() {
  [ "$event" = batch ] || return 1
  need_session
  [ -n "$session" ] && [ -f "$folder/once/$account.turn.$session" ]
}

end_permitted_turn() {
  for turn in "$folder/once/$account.turn."*; do
    [ -e "$turn" ] || return 0
    need_session
    [ "$turn" = "$folder/once/$account.turn.${session:-unknown}" ] || continue
    # Qwen Code runs its prompt hook before each later request of a turn as well, with an empty prompt.
    need_input
    case $input in *'"prompt":""'*) event=batch ;; *) rm -f "$turn" ;; esac
  done
}

# Writes a request for the app and looks for the answer in the gate file, once a second.
ask() {
  need_session
  request=$folder/requests/$account.$$
  trap 'rm -f "$request" "$request.tmp"; exit "$code"' EXIT
  trap 'exit' HUP INT TERM
  deadline=$((now + wait))
  project=${CLAUDE_PROJECT_DIR:-$PWD}
  case $project in *[[:cntrl:]]*) project= ;; esac
  printf '%s\n' 'tollgate-request 1' "account $account" "event $event" "session $session" \
    "project $project" "asked $now" "until $deadline" end >"$request.tmp"
  mv -f "$request.tmp" "$request"
  while [ "$decision" = ask ] && [ "$now" -lt "$deadline" ]; do
    sleep 1
    take_allowance && decision=open && return
    decide
  done
  [ "$decision" != ask ] || reason="Nobody answered, so it stops. To go on once: tollgate gate allow-once --account $account"
  [ "$decision" != ask ] || decision=closed
}

refuse() {
  text="Tollgate: $reason"
  case $form-$event in
  user-message-*) answer="{\"continue\":false,\"user_message\":\"$text\"}" ;;
  *-prompt) answer="{\"decision\":\"block\",\"reason\":\"$text\"}" ;;
  *-batch) answer="{\"continue\":false,\"stopReason\":\"$text\"}" ;;
  *) answer="{\"hookSpecificOutput\":{\"hookEventName\":\"PreModelSwitch\",\"permissionDecision\":\"deny\",\"permissionDecisionReason\":\"$text\"}}" ;;
  esac
  # The one exit 2 that is meant: the answer could not be handed over.
  printf '%s\n' "$answer" || { wish=2 && printf '%s\n' "$text" >&2; }
}

# Cursor wants an answer also where everything goes on.
let_go() {
  [ -z "$message" ] || message="Tollgate: $message"
  case $form in
  user-message) printf '%s\n' "{\"continue\":true${message:+,\"user_message\":\"$message\"}}" ;;
  *) [ -z "$message" ] || printf '%s\n' "{\"systemMessage\":\"$message\"}" ;;
  esac
}

# Cursor can run the hooks of Claude Code as well. They are about another account, so they say nothing there, and
# leave no sign of life that would be taken for one of Claude Code.
is_run_by_another() {
  [ -n "$CURSOR_VERSION" ] && [ "$form" != user-message ] || return 1
  need_input
  case $input in *'"cursor_version"'* | *'"conversation_id"'*) return 0 ;; esac
  return 1
}

# Signs of life, which say that the hook is run at all; a full disk must not hold anybody up.
note_life() {
  [ -n "$now" ] || now=$(date +%s)
  case $event in
  start | end | failure)
    need_session
    error=-
    [ "$event" != failure ] || { input_string error && error=${found:--}; }
    case $error in *[!A-Za-z_-]*) error=unknown ;; esac
    [ -z "$session" ] || printf '%s\n' "$event $now $error" >"$folder/live/$account.$session.$event"
    ;;
  esac
  printf '%s\n' "$event $now" >"$folder/live/$account"
}

# Which session was held, and in which folder, so that the user can find it again after the reset.
note_stop() {
  [ "$event" != model-switch ] || return 0
  need_session
  [ -n "$session" ] || return 0
  project=${CLAUDE_PROJECT_DIR:-$PWD}
  case $project in *[[:cntrl:]]*) project= ;; esac
  printf '%s\n' "stopped $now" "project $project" >"$folder/live/$account.$session.stopped"
}

[ "$form" != user-message ] || CLAUDE_PROJECT_DIR=${CLAUDE_PROJECT_DIR:-$CURSOR_PROJECT_DIR}
if is_run_by_another; then code=0 && exit; fi

case $event in
prompt | batch | model-switch)
  [ "$event" != prompt ] || end_permitted_turn
  decide
  [ "$decision" = open ] || { take_allowance || is_permitted_turn; } && decision=open
  [ "$decision" != ask ] || ask 2>/dev/null
  { note_life; } 2>/dev/null
  [ "$decision" = open ] || { note_stop; } 2>/dev/null
  if [ "$decision" = open ]; then let_go; else refuse; fi
  ;;
start | end | failure) { note_life; } 2>/dev/null ;;
esac
code=$wish
