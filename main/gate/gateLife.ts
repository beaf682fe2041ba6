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

export type GateLife = {
  /** When a hook of an account was last run. */
  readonly lastRunAtMs: ReadonlyMap<string, number>;
  readonly sessions: readonly SessionSign[];
};

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
