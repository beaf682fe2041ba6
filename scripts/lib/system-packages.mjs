// What the system must provide, as data. `packages` lists the names a requirement goes by, newest
// first (Debian 13 and Ubuntu 24.04 renamed some libraries); `library` or `command` is how to look
// for the same thing on a Linux without dpkg.

const library = (file, ...packages) => ({ packages, library: file });
const command = (name, ...packages) => ({
  packages: packages.length ? packages : [name],
  command: name,
});

/** The tools that build the stand-in Electron runtime and its SQLite binding (see electron-stand-in). */
const standIn = [command('unzip'), command('g++'), command('make'), command('python3')];

/** Package sets by name. */
export const PACKAGE_SETS = {
  /** What Electron loads at start. A desktop has these already. */
  run: [
    library('libgtk-3.so.0', 'libgtk-3-0t64', 'libgtk-3-0'),
    library('libnss3.so', 'libnss3'),
    library('libasound.so.2', 'libasound2t64', 'libasound2'),
    library('libgbm.so.1', 'libgbm1'),
    library('libnotify.so.4', 'libnotify4'),
    library('libsecret-1.so.0', 'libsecret-1-0'),
  ],
  standIn,
  /** What packages are made with where electron-builder's own tools cannot be downloaded. */
  package: [
    command('7za', 'p7zip-full'),
    command('rpmbuild', 'rpm'),
    command('gcc'),
    command('mksquashfs', 'squashfs-tools'),
    command('desktop-file-validate', 'desktop-file-utils'),
  ],
  /** A screen, a session bus, a keyring, a panel with a tray, and the tools that look at them. */
  test: [
    ...standIn,
    command('Xvfb', 'xvfb'),
    command('xauth'),
    command('dbus-run-session', 'dbus'),
    command('gnome-keyring-daemon', 'gnome-keyring'),
    command('fc-list', 'fonts-dejavu-core'),
    command('openbox'),
    command('xfce4-panel'),
    command('dunst'),
    command('xdotool'),
    command('import', 'imagemagick'),
    command('busctl', 'systemd'),
    command('xsetroot', 'x11-xserver-utils'),
    command('xwininfo', 'x11-utils'),
    command('strace'),
    command('openssl'),
  ],
};
