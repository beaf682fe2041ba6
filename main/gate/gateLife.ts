/** Signs of life of the hooks: that they are run at all, and which sessions started, ended or failed. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { namesIn } from './gateRequests.ts';
import type { GatePaths } from './gatePaths.ts';

export type SessionSign = {
  readonly accountId: string;
  readonly sessionId: string;
  readonly kind: 'start' | 'end' | 'failure';
  readonly atMs: number;
  /** The agent's own name of a failure, such as `rate_limit`; null for other signs. */
  readonly error: string | null;
};

/** A session that the gate has held. */
export type StopSign = {
  readonly accountId: string;
  readonly sessionId: string;
  readonly atMs: number;
  /** The folder it works in; null where the hook could not write it down. */
  readonly project: string | null;
};

export type GateLife = {
  /** When a hook of an account was last run. */
  readonly lastRunAtMs: ReadonlyMap<string, number>;
  readonly sessions: readonly SessionSign[];
};

const STOP_ENDING = 'stopped';

/** An ended session is no news for longer; its signs are deleted. */
const KEPT_MS = 48 * 3_600_000;

/** Reads all signs; a file that is being written at this moment is left for the next time. */
export async function readLife(paths: GatePaths, nowMs: number): Promise<GateLife> {
  const lastRunAtMs = new Map<string, number>();
  const sessions: SessionSign[] = [];
  for (const name of await namesIn(paths.live)) {
    const text = await readFile(join(paths.live, name), 'utf8').catch(() => '');
    const [, kind, seconds, error = '-'] =
      /^([a-z-]+) ([0-9]{1,10})(?: (\S+))?\n$/.exec(text) ?? [];
    if (seconds === undefined) continue;
    const atMs = Number(seconds) * 1000;
    const [accountId = '', sessionId] = name.split('.');
    if (sessionId === undefined) lastRunAtMs.set(accountId, atMs);
    else if (nowMs - atMs > KEPT_MS) await rm(join(paths.live, name), { force: true });
    else if (kind === 'start' || kind === 'end' || kind === 'failure') {
      sessions.push({ accountId, sessionId, kind, atMs, error: error === '-' ? null : error });
    }
  }
  return { lastRunAtMs, sessions };
}

/** The sessions that were held and that nobody has taken off the list since. */
export async function readStops(paths: GatePaths, nowMs: number): Promise<StopSign[]> {
  const found: StopSign[] = [];
  for (const name of await namesIn(paths.live)) {
    const [accountId = '', sessionId = '', ending] = name.split('.');
    if (ending !== STOP_ENDING) continue;
    const text = await readFile(join(paths.live, name), 'utf8').catch(() => '');
    const [, seconds, project = ''] =
      /^stopped ([0-9]{1,10})\r?\nproject (.*?)\r?\n$/.exec(text) ?? [];
    if (seconds === undefined) continue;
    const atMs = Number(seconds) * 1000;
    if (nowMs - atMs > KEPT_MS) await rm(join(paths.live, name), { force: true });
    else found.push({ accountId, sessionId, atMs, project: project === '' ? null : project });
  }
  return found;
}

/** Takes a session off the list. */
export async function forgetStop(
  paths: GatePaths,
  { accountId, sessionId }: Pick<StopSign, 'accountId' | 'sessionId'>,
): Promise<void> {
  await rm(join(paths.live, `${accountId}.${sessionId}.${STOP_ENDING}`), { force: true });
}
