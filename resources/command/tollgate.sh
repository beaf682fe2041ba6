#!/bin/sh
# The command of an installed Tollgate: with words it answers in the terminal, also without a screen and as
# root; without words it starts the app, or shows the figures where there is no screen.
self=$(readlink -f -- "$0") || self=$0
here=${self%/*}
is_linux=
is_root=
if [ "$(uname)" = Darwin ]; then
  program=$here/../../MacOS/Tollgate
  has_screen=yes
else
  is_linux=yes
  program=$here/../../tollgate
  has_screen=${DISPLAY:-}${WAYLAND_DISPLAY:-}
  [ "$(id -u)" != 0 ] || is_root=yes
fi

case ${1:-} in
-h | --help | -v | --version) ;;
'')
  if [ "$has_screen" ]; then
    [ "$is_root" ] || exec "$program"
    echo 'tollgate: running as root, where Chromium has no sandbox: --no-sandbox added' >&2
    exec "$program" --no-sandbox
  fi
  set -- status
  [ ! -t 1 ] || set -- status --watch
  ;;
# Switches of Electron itself: they are for the app.
-*) exec "$program" "$@" ;;
esac

# No window is opened for a command, so there is nothing for a sandbox to hold, and containers often cannot
# make one. What follows "--" never reaches Chromium; its warnings about the missing desktop are of no use.
[ "$is_linux" ] || exec "$program" -- "$@"
exec "$program" --no-sandbox --log-level=3 -- "$@"
