#!/bin/sh
# Tollgate's status line bridge. Called as: sh '<data folder>/bridge/tollgate-statusline.sh' <id>
# Keeps the rate limits that Claude Code hands to a status line in <id>.d/<session>.json, then runs the
# user's own command (<id>.command) with the same bytes. Nothing of ours may fail that command.

tollgate_folder=${0%/*}
tollgate_id=$1

# The input is held in a variable, not in a file, so that a full or read-only disk cannot take it away
# from the user's command. $() drops trailing newlines; the full stop put behind them keeps them (in no
# character set can it be the second byte of a character).
tollgate_input=$(cat && printf .)
tollgate_input=${tollgate_input%.}

# Prints "<session> <reading>", or nothing unless the input is one whole object with rate limits. Split
# at the quotes, the records lie in turn outside and inside strings, so one pass over them is enough.
tollgate_extract() {
  LC_ALL=C awk '
    BEGIN { RS = "\"" }
    { if (inString) insideString(); else outsideString() }

    function insideString(at, slashes) {
      if (length(held) < 4096) held = held $0
      for (at = length($0); at > 0 && substr($0, at, 1) == "\\"; at--) slashes++
      if (slashes % 2) { held = held "\""; return }
      if (copying) limits = limits "\"" held "\""
      if (!wantsKey) keep(held, 1)
      else if ((key[depth] = held) == "rate_limits" && depth == 1) limits = ""
      inString = 0
    }

    function outsideString(at, character, word) {
      gsub(/[ \t\r\n]+/, "")
      for (at = 1; at <= length($0) && !broken; at++) {
        character = substr($0, at, 1)
        if (index("{}[]:,", character) == 0) { word = word character; continue }
        if (word != "") keep(word, 0)
        if (copying) limits = limits word
        word = ""
        structure(character)
      }
      if (word != "") broken = 1
      held = ""
      inString = 1
    }

    function structure(character) {
      if (character == "{" && depth == 1 && key[1] == "rate_limits") copying = 1
      if (copying) limits = limits character
      if (character == "{" || character == "[") {
        if (depth == 0 && objects++) broken = 1
        bracket[++depth] = character
        key[depth] = ""
      } else if (character == "}" || character == "]") {
        if (bracket[depth] != (character == "}" ? "{" : "[")) broken = 1
        if (--depth == 1) copying = 0
      }
      wantsKey = (character == "{" || (character == "," && bracket[depth] == "{"))
    }

    function keep(text, isString) {
      if (depth == 0) broken = 1
      if (depth == 1 && key[1] == "session_id") session = isString ? text : ""
      if (depth == 1 && key[1] == "version") version = text
      if (depth == 2 && key[1] == "cost" && key[2] == "total_api_duration_ms") duration = text
    }

    END {
      if (broken || depth != 0 || limits == "" || limits ~ /[\001-\037]/) exit
      if (session !~ /^[A-Za-z0-9_-]+$/ || length(session) > 128 || length(limits) > 8192) exit
      version = version ~ /^[A-Za-z0-9.+-]+$/ ? "\"" version "\"" : "null"
      if (duration !~ /^[0-9]+$/) duration = "null"
      printf "%s {\"sessionId\":\"%s\",\"agentVersion\":%s,\"apiDurationMs\":%s,\"rateLimits\":%s}",
        session, session, version, duration, limits
    }' <<END_OF_INPUT
$tollgate_input
END_OF_INPUT
}

# The file keeps its time while the reading is the same: an idle session renders again and again with
# the figures of its last response, and that must not look like news. A real input has about 2 KB; one
# that is far longer is not read, since some awks take seconds for it and the user's line would wait.
tollgate_keep_reading() (
  umask 077
  case $tollgate_id in '' | *[!0-9a-f]*) exit ;; esac
  [ ${#tollgate_input} -le 65536 ] || exit
  found=$(tollgate_extract)
  [ -n "$found" ] || exit
  reading=${found#* }
  store=$tollgate_folder/$tollgate_id.d
  file=$store/${found%% *}.json
  [ -d "$store" ] || { [ -f "$tollgate_folder/$tollgate_id.record.json" ] && mkdir "$store"; } || exit
  [ -f "$file" ] && IFS= read -r before <"$file" && [ "${before#*,\"reading\":}" = "$reading}" ] && exit
  line="{\"version\":1,\"receivedAtSeconds\":$(date +%s),\"reading\":$reading}"
  temporary=$store/.${found%% *}.$$.tmp
  { printf '%s\n' "$line" >"$temporary" && mv -f "$temporary" "$file"; } || rm -f "$temporary"
) </dev/null >/dev/null 2>&1

tollgate_keep_reading

tollgate_command=
if [ -r "$tollgate_folder/$tollgate_id.command" ]; then
  while IFS= read -r tollgate_line || [ -n "$tollgate_line" ]; do
    tollgate_command="$tollgate_command$tollgate_line
"
  done <"$tollgate_folder/$tollgate_id.command"
fi
[ -n "$tollgate_command" ] || exit 0
printf '%s' "$tollgate_input" 2>/dev/null | exec /bin/sh -c "$tollgate_command"
