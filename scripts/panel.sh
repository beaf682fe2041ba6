#!/usr/bin/env bash
# On a private desktop (scripts/desk.sh): starts a window manager, a panel with a status tray and a
# notification daemon, waits until they answer, then runs a command.
#
#   scripts/desk.sh scripts/panel.sh [--no-tray] COMMAND [ARGUMENT...]
#
# --no-tray leaves the panel out, as on a desktop without any tray. The command finds "tray" or
# "none" in TOLLGATE_PANEL.
set -u

tray=yes
if [ "${1:-}" = --no-tray ]; then
  tray=no
  shift
fi
if [ $# -eq 0 ] || [ -z "${DISPLAY:-}" ] || [ -z "${DBUS_SESSION_BUS_ADDRESS:-}" ]; then
  echo "usage: scripts/desk.sh $0 [--no-tray] COMMAND [ARGUMENT...]" >&2
  exit 64
fi

started=()
command_pid=

# Ends a background program of ours, by force when it has not gone after two seconds.
end() {
  [ -n "$1" ] && kill -TERM "$1" 2>/dev/null || return 0
  for _ in $(seq 40); do
    kill -0 "$1" 2>/dev/null || break
    sleep 0.05
  done
  kill -KILL "$1" 2>/dev/null
  wait "$1" 2>/dev/null
}

clean_up() {
  trap '' INT TERM HUP
  end "$command_pid"
  for pid in "${started[@]}"; do end "$pid"; done
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

# Starts a program in the background with its output in a log of that name.
start() {
  "$@" >"$XDG_RUNTIME_DIR/$1.log" 2>&1 &
  started+=($!)
}

# Waits until somebody owns a name on the session bus.
wait_for_name() {
  for _ in $(seq 150); do
    busctl --user status "$1" >/dev/null 2>&1 && return 0
    sleep 0.1
  done
  echo "$0: nobody answers as $1. The logs:" >&2
  tail -n 20 "$XDG_RUNTIME_DIR"/*.log >&2
  exit 69
}

mkdir -p "$XDG_CONFIG_HOME/dunst"
cat >"$XDG_CONFIG_HOME/dunst/dunstrc" <<'DUNST'
[global]
  monitor = 0
  origin = top-right
  offset = 16x48
  width = 360
  font = DejaVu Sans 10
  show_indicators = true
  mouse_left_click = do_action, close_current
  mouse_right_click = close_current
DUNST

# One panel along the top: window list, stretch, tray.
settings="$XDG_CONFIG_HOME/xfce4/xfconf/xfce-perchannel-xml"
mkdir -p "$settings"
cat >"$settings/xfce4-panel.xml" <<'PANEL'
<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="32"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
        <value type="int" value="2"/>
        <value type="int" value="3"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="tasklist"/>
    <property name="plugin-2" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
      <property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-3" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
    </property>
  </property>
</channel>
PANEL

xsetroot -solid '#2f3b46' 2>/dev/null
start openbox
start dunst
[ "$tray" = yes ] && start xfce4-panel --disable-wm-check
wait_for_name org.freedesktop.Notifications
export TOLLGATE_PANEL=none
if [ "$tray" = yes ]; then
  wait_for_name org.kde.StatusNotifierWatcher
  TOLLGATE_PANEL=tray
fi

"$@" <&0 &
command_pid=$!
wait "$command_pid"
code=$?
command_pid=
exit "$code"
