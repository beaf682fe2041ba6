/**
 * Whether anybody would show a notification. Asked by another process before each one, because on Linux the
 * library below Electron waits for the daemon's answer on the main thread: one that hangs would freeze the
 * tray for as long as the bus waits (25 s).
 */
import { execFile } from 'node:child_process';

const DAEMON = 'org.freedesktop.Notifications';
const OBJECT = '/org/freedesktop/Notifications';
/** Part of the desktop notifications specification; it starts a daemon that the bus can start. */
const METHOD = 'GetServerInformation';
const DEADLINE_MS = 3000;

/** Programs that can ask the session bus, in the order in which they are tried. */
const QUESTIONS: readonly (readonly [string, ...string[]])[] = [
  ['busctl', '--user', 'call', DAEMON, OBJECT, DAEMON, METHOD],
  [
    'gdbus',
    'call',
    '--session',
    '--dest',
    DAEMON,
    '--object-path',
    OBJECT,
    '--method',
    `${DAEMON}.${METHOD}`,
  ],
  ['dbus-send', '--session', '--print-reply', `--dest=${DAEMON}`, OBJECT, `${DAEMON}.${METHOD}`],
];

/** `unknown` where nothing on the machine can ask, and everywhere but on Linux: then showing is tried. */
export type DaemonState = 'answers' | 'missing' | 'hangs' | 'unknown';

/** Asks once; never takes longer than three seconds. */
export async function askNotificationDaemon(platform: NodeJS.Platform): Promise<DaemonState> {
  if (platform !== 'linux') return 'unknown';
  for (const question of QUESTIONS) {
    const state = await ask(question);
    if (state !== 'unknown') return state;
  }
  return 'unknown';
}

function ask([program, ...args]: readonly [string, ...string[]]): Promise<DaemonState> {
  return new Promise((resolve) => {
    // Not SIGTERM: a program that waits for the bus may take its time with that as well.
    const limits = { timeout: DEADLINE_MS, killSignal: 'SIGKILL' } as const;
    execFile(program, args, limits, (error) => {
      if (!error) resolve('answers');
      else if (error.killed) resolve('hangs');
      else resolve(error.code === 'ENOENT' ? 'unknown' : 'missing');
    });
  });
}
