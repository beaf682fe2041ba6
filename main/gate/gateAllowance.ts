/**
 * "Allow one prompt": a file that the next prompt's hook takes by renaming it, so that only one can. The
 * loop that the prompt starts may go on until the next prompt of its session.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder, OWNER_FILE, readIfThere, writeWhole } from '../sources/bridge/ownFiles.ts';
import type { GatePaths } from './gatePaths.ts';
import { namesIn } from './gateRequests.ts';

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
  const text = await readIfThere(join(paths.once, accountId));
  const seconds = /^([0-9]{1,10})\n$/.exec(text ?? '')?.[1];
  const expiresAtMs = seconds === undefined ? null : Number(seconds) * 1000;
  return expiresAtMs !== null && nowMs < expiresAtMs ? expiresAtMs : null;
}

/** Takes back what was allowed, also for loops that go on: part of "stop now". */
export async function revokeAllowances(paths: GatePaths, accountId: string): Promise<void> {
  for (const name of await namesIn(paths.once)) {
    const isOurs = name === accountId || name.startsWith(`${accountId}.`);
    if (isOurs) await rm(join(paths.once, name), { force: true });
  }
}
