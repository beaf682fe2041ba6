#!/usr/bin/env bash
# Runs a command on a private desktop: its own virtual screen, session bus, unlocked keyring and
# XDG folders, all gone afterwards. Nothing of the user's own session is read or touched.
#
#   scripts/desk.sh COMMAND [ARGUMENT...]
#
# TOLLGATE_SCREEN=WIDTHxHEIGHTxDEPTH changes the screen (1280x800x24 otherwise).
set -u

if [ $# -eq 0 ]; then
  echo "usage: $0 COMMAND [ARGUMENT...]" >&2
  exit 64
fi

desk=$(mktemp -d "${TMPDIR:-/tmp}/tollgate-desk.XXXXXX") || exit 73
screen_pid=
bus_pid=
keyring_pid=
command_pid=

# Ends a background program of ours, by force when it has not gone after three seconds.
end() {
  [ -n "$1" ] && kill -TERM "$1" 2>/dev/null || return 0
  for _ in $(seq 60); do
    kill -0 "$1" 2>/dev/null || break
    sleep 0.05
  done
  kill -KILL "$1" 2>/dev/null
  wait "$1" 2>/dev/null
}

# The command first, then what it stands on.
clean_up() {
  trap '' INT TERM HUP
  end "$command_pid"
  end "$keyring_pid"
  end "$bus_pid"
  end "$screen_pid"
  # Programs that are still closing may write once more while the folder goes.
  for _ in 1 2 3 4 5; do
    rm -rf "$desk" 2>/dev/null && break
    sleep 0.2
  done
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

# The real cache stays in reach for the scripts that keep Electron there.
export TOLLGATE_DEV_CACHE="${TOLLGATE_DEV_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/tollgate-dev}"
export XDG_RUNTIME_DIR="$desk/runtime" XDG_CONFIG_HOME="$desk/config" XDG_DATA_HOME="$desk/data"
export XDG_CACHE_HOME="$desk/cache" XDG_STATE_HOME="$desk/state"
mkdir -m 700 "$XDG_RUNTIME_DIR" "$XDG_CONFIG_HOME" "$XDG_DATA_HOME" "$XDG_CACHE_HOME" "$XDG_STATE_HOME"
unset DBUS_SESSION_BUS_ADDRESS GNOME_KEYRING_CONTROL WAYLAND_DISPLAY XDG_CURRENT_DESKTOP XDG_SESSION_TYPE

# Waits up to four seconds for a check to succeed while a program is alive; else shows its log.
wait_until_up() {
  local name=$1 pid=$2
  shift 2
  for _ in $(seq 200); do
    "$@" 2>/dev/null && return 0
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.02
  done
  echo "$0: the $name did not start:" >&2
  cat "$desk/$name.log" >&2
  exit 69
}

# The server picks a free display itself, so desktops beside each other do not race for a number.
export XAUTHORITY="$desk/authority"
cookie=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
xauth -q -f "$XAUTHORITY" add :0 . "$cookie" 2>/dev/null
Xvfb -displayfd 3 -screen 0 "${TOLLGATE_SCREEN:-1280x800x24}" -nolisten tcp -noreset \
  -auth "$XAUTHORITY" 3>"$desk/display" >"$desk/screen.log" 2>&1 &
screen_pid=$!
wait_until_up screen "$screen_pid" test -s "$desk/display"
DISPLAY=":$(cat "$desk/display")"
export DISPLAY
xauth -q -f "$XAUTHORITY" add "$DISPLAY" . "$cookie" 2>/dev/null

# Not dbus-run-session: that one leaves its command running when it is told to stop.
dbus-daemon --session --nofork --nopidfile --print-address=3 3>"$desk/address" >"$desk/bus.log" 2>&1 &
bus_pid=$!
wait_until_up bus "$bus_pid" test -s "$desk/address"
DBUS_SESSION_BUS_ADDRESS=$(cat "$desk/address")
export DBUS_SESSION_BUS_ADDRESS

# The empty line is the keyring's password; without any input no default collection is made.
printf '\n' >"$desk/password"
gnome-keyring-daemon --foreground --unlock --components=secrets \
  <"$desk/password" >"$desk/keyring.log" 2>&1 &
keyring_pid=$!
wait_until_up keyring "$keyring_pid" sh -c 'busctl --user status org.freedesktop.secrets >/dev/null'

# In the background and waited for, because bash handles signals only between commands.
"$@" <&0 &
command_pid=$!
wait "$command_pid"
code=$?
command_pid=
exit "$code"
