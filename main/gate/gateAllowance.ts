/**
 * "Allow one prompt": a file that the next prompt's hook takes by renaming it, so that only one can. The
 * loop that the prompt starts may go on until the next prompt of its session.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HOUR_MS } from '../domain/calendar.ts';
import { makeFolder, OWNER_FILE, readIfThere, writeWhole } from '../sources/bridge/ownFiles.ts';
import type { GatePaths } from './gatePaths.ts';
import { namesIn } from './gateRequests.ts';

/** A prompt is allowed for so long; a permission that nobody remembers must not open the gate next week. */
export const ALLOWANCE_MS = HOUR_MS;

/** Lets exactly one prompt of the account through, if it comes before `expiresAtMs`. */
export async function allowOnce(
  paths: GatePaths,
  accountId: string,
  expiresAtMs: number,
): Promise<void> {
  await makeFolder(paths.once);
  const seconds = Math.floor(expiresAtMs / 1000);
  await writeWhole(join(paths.once, accountId), `${seconds}\n`, OWNER_FILE);
}

/** When a permission that nobody has taken yet ends; null without one. */
export async function openAllowance(
  paths: GatePaths,
  accountId: string,
  nowMs: number,
): Promise<number | null> {
  const expiresAtMs = expiryIn(await readIfThere(join(paths.once, accountId)));
  return expiresAtMs !== null && nowMs < expiresAtMs ? expiresAtMs : null;
}

/**
 * Takes back what was allowed, also for loops that go on: part of every stop.
 * @param stoppedAtMs what was allowed later stays; absent: nothing does
 */
export async function revokeAllowances(
  paths: GatePaths,
  accountId: string,
  stoppedAtMs = Infinity,
): Promise<void> {
  for (const name of await namesIn(paths.once)) {
    if (name !== accountId && !name.startsWith(`${accountId}.`)) continue;
    const file = join(paths.once, name);
    // The hook that takes a permission leaves its content. Where that does not say when, it goes.
    const expiresAtMs = expiryIn(await readIfThere(file));
    if (expiresAtMs !== null && expiresAtMs - ALLOWANCE_MS > stoppedAtMs) continue;
    await rm(file, { force: true });
  }
}

function expiryIn(text: string | null): number | null {
  const seconds = /^([0-9]{1,10})\n$/.exec(text ?? '')?.[1];
  return seconds === undefined ? null : Number(seconds) * 1000;
}
