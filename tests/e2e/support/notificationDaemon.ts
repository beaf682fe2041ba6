/** The desktop's real notification daemon, asked in its own words. */
import { execFileSync } from 'node:child_process';
import { callBus } from './bus.ts';

/** Something that was on screen. */
export type Shown = { readonly summary: string; readonly body: string };

function dunst(...words: readonly string[]): string {
  return execFileSync('dunstctl', words, { encoding: 'utf8', timeout: 10_000 });
}

type Remembered = Shown & { readonly id: number };

/** What has been closed, the newest first; the daemon numbers upwards. */
function remembered(): Remembered[] {
  const history = JSON.parse(dunst('history')) as {
    data: { id: { data: number }; summary: { data: string }; body: { data: string } }[][];
  };
  return (history.data[0] ?? []).map(({ id, summary, body }) => ({
    id: id.data,
    summary: summary.data,
    body: body.data,
  }));
}

/** Takes everything off the screen. @returns a mark for `shownSince` */
export function clearScreen(): number {
  dunst('close-all');
  return Math.max(0, ...remembered().map(({ id }) => id));
}

/** How many are on screen now. */
export function displayedCount(): number {
  return Number(dunst('count', 'displayed'));
}

/** Invokes what a click on the first one does: the most urgent, and of several such the oldest. */
export function clickFirst(): void {
  dunst('action', '0');
}

/** Closes all, and says what has been on screen since the mark, oldest first. */
export function shownSince(mark: number): Shown[] {
  dunst('close-all');
  return remembered()
    .filter(({ id }) => id > mark)
    .sort((one, other) => one.id - other.id)
    .map(({ summary, body }) => ({ summary, body }));
}

/** The process that shows notifications here. */
export function daemonPid(): number {
  const bus = ['org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus'];
  const args = ['GetConnectionUnixProcessID', 's', 'org.freedesktop.Notifications'];
  const [pid] = callBus('call', ...bus, ...args) as number[];
  return pid as number;
}
