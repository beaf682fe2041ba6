/** Questions of hooks that wait for the user's answer; the answer is a change of the gate file. */
import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { GateEvent } from '../domain/gate.ts';
import { systemErrorCode } from '../sources/bridge/fileErrors.ts';
import type { GatePaths } from './gatePaths.ts';

export type GateRequest = {
  readonly name: string;
  readonly accountId: string;
  readonly event: GateEvent;
  readonly sessionId: string | null;
  readonly projectFolder: string | null;
  readonly askedAtMs: number;
  /** When the hook stops waiting, and the agent stops with it. */
  readonly expiresAtMs: number;
};

const EVENTS: readonly GateEvent[] = ['prompt', 'batch', 'model-switch'];
/** The hook takes its own request away; one that is older than this belongs to a killed hook. */
const LEFT_OVER_MS = 60_000;

/** The open requests, oldest first; those that killed hooks have left behind are deleted. */
export async function readRequests(paths: GatePaths, nowMs: number): Promise<GateRequest[]> {
  const requests: GateRequest[] = [];
  for (const name of await namesIn(paths.requests)) {
    const file = join(paths.requests, name);
    const text = await readFile(file, 'utf8').catch(() => '');
    const request = parseRequest(name, text);
    if (request !== null && nowMs < request.expiresAtMs) requests.push(request);
    else if (request !== null && nowMs > request.expiresAtMs + LEFT_OVER_MS) {
      await rm(file, { force: true });
    }
  }
  return requests.sort((one, other) => one.askedAtMs - other.askedAtMs);
}

/** null for a text that is no whole request of this version. */
export function parseRequest(name: string, text: string): GateRequest | null {
  const lines = text.split('\n');
  if (lines[0] !== 'tollgate-request 1' || lines.at(-2) !== 'end') return null;
  const valueOf = (key: string): string | null => {
    const line = lines.find((candidate) => candidate.startsWith(`${key} `));
    return line?.slice(key.length + 1) || null;
  };
  const accountId = valueOf('account');
  const event = EVENTS.find((known) => known === valueOf('event'));
  const [asked, until] = [valueOf('asked'), valueOf('until')].map((text) =>
    text !== null && /^[0-9]{1,10}$/.test(text) ? Number(text) * 1000 : null,
  );
  if (accountId === null || event === undefined || !asked || !until) return null;
  return {
    name,
    accountId,
    event,
    sessionId: valueOf('session'),
    projectFolder: valueOf('project'),
    askedAtMs: asked,
    expiresAtMs: until,
  };
}

/** Names in a folder; none when it is not there. */
export async function namesIn(folder: string): Promise<string[]> {
  // Asked first: most machines have no gate, and an error made every two seconds costs more than the look.
  if (!existsSync(folder)) return [];
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
