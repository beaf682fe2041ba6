/**
 * Holding without the engine. A stop that cannot be saved, because the engine waits for something that does not answer,
 * is put into the gate file straight away, and taken out again when it is saved: the engine's own rules stand for it then.
 */
import { realpath } from 'node:fs/promises';
import { isGateInstalled } from '../../preload/contract/gateWording.ts';
import type { PromptAnswer } from '../../preload/contract/prompt.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { questionParts } from '../domain/consentLedger.ts';
import type { AccountKey } from '../domain/figures.ts';
import { withoutRecords } from '../domain/gateOrders.ts';
import { heldRecord } from '../domain/gateRules.ts';
import { gateAccountId, gatePathsOf, type GatePaths } from './gatePaths.ts';
import { giveOrder, LONGEST_WINDOW_MS } from './giveOrder.ts';
import { updateGate } from './gateStore.ts';

/** What holds up the engine may hold up this as well. */
const DEADLINE_MS = 2000;

export type Hold = {
  /** Epoch milliseconds. */
  readonly untilMs: number;
  /**
   * Takes it back: the stop is saved, or does not count.
   * @throws the file system's error when the gate file cannot be written
   */
  release(): Promise<void>;
};

/**
 * Closes the gate for the account of a question, until the user wants to be asked again, or its reset.
 * @param agents as they were last seen
 * @returns null: this is no stop, there is no gate, or it could not be closed within two seconds
 */
export async function holdWithoutEngine(
  { question, choice }: Pick<PromptAnswer, 'question' | 'choice'>,
  agents: Snapshot['agents'],
  dataFolder: string,
  nowMs: number,
): Promise<Hold | null> {
  const parts = questionParts(question);
  if (parts === null || choice.kind !== 'stop') return null;
  const [agent, account, , , resetsAtMs] = parts;
  const folders = agents.find(({ id }) => id === agent)?.folders ?? [];
  const folder = folders.find(({ path }) => path === account);
  if (!isGateInstalled(folder?.gate ?? null)) return null;
  const untilMs = choice.askAgainAtMs ?? resetsAtMs ?? nowMs + LONGEST_WINDOW_MS;
  return inTime(close(gatePathsOf(dataFolder), { agent, account }, untilMs, heldRecord(nowMs)));
}

async function close(
  paths: GatePaths,
  { agent, account }: AccountKey,
  untilMs: number,
  recordId: string,
): Promise<Hold> {
  const accountId = gateAccountId(agent, await realpath(account));
  await giveOrder(paths, accountId, { state: 'closed', expiresAtMs: untilMs, recordId });
  return {
    untilMs,
    async release() {
      await updateGate(paths, (file) => withoutRecords(file, accountId, [recordId]));
    },
  };
}

function inTime(closing: Promise<Hold>): Promise<Hold | null> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      // Nobody would take out again what comes now.
      closing.then((hold) => hold.release()).catch(() => undefined);
      resolve(null);
    }, DEADLINE_MS);
  });
  return Promise.race([closing.catch(() => null), deadline]).finally(() => clearTimeout(timer));
}
