/** Whether anything shows tray icons. Stock GNOME has nothing; the icon is then drawn for nobody. */
import { execFile } from 'node:child_process';

const WATCHER = 'org.kde.StatusNotifierWatcher';
const DEADLINE_MS = 2000;

/** Programs that can ask the session bus, in the order in which they are tried. */
const QUESTIONS: readonly (readonly [string, ...string[]])[] = [
  [
    'busctl',
    '--user',
    'call',
    'org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus',
    'NameHasOwner',
    's',
    WATCHER,
  ],
  [
    'gdbus',
    'call',
    '--session',
    '--dest',
    'org.freedesktop.DBus',
    '--object-path',
    '/org/freedesktop/DBus',
    '--method',
    'org.freedesktop.DBus.NameHasOwner',
    WATCHER,
  ],
  [
    'dbus-send',
    '--session',
    '--print-reply',
    '--dest=org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus.NameHasOwner',
    `string:${WATCHER}`,
  ],
];

/** `unknown` where nothing on the machine can ask; then the tray gets the benefit of the doubt. */
export async function findTrayHost(
  platform: NodeJS.Platform,
): Promise<'present' | 'missing' | 'unknown'> {
  if (platform !== 'linux') return 'present';
  for (const question of QUESTIONS) {
    const answer = await ask(question);
    if (answer !== null) return /\btrue\b/.test(answer) ? 'present' : 'missing';
  }
  return 'unknown';
}

function ask([program, ...args]: readonly [string, ...string[]]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(program, args, { timeout: DEADLINE_MS }, (error, output) => {
      resolve(error ? null : output);
    });
  });
}
