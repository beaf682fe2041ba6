/** The record of installed hooks. */
import fs from 'node:fs';
import { join } from 'node:path';
import {
  anyNumber,
  textOf,
  trueOrFalse,
  wholeNumber,
  type Check,
  type Valid,
} from '../../preload/contract/checks.ts';
import { DEFAULT_ASK_SECONDS } from '../domain/gate.ts';
import { systemErrorCode } from '../sources/bridge/fileErrors.ts';
import { installRecord } from '../sources/bridge/installRecord.ts';
import type { GatePaths } from './gatePaths.ts';

/** Earlier records do not say it; no installation ever told the agent to wait for less than this. */
const secondsOr = (least: number): Check<number> => {
  const seconds = wholeNumber(least);
  return { safeParse: (value) => seconds.safeParse(value === undefined ? least : value) };
};

const record = installRecord({
  agent: textOf({}),
  isStrict: trueOrFalse,
  installedAtMs: anyNumber,
  /** How long its hooks may wait for the user: the agent ends them a little later, and then goes on. */
  askSeconds: secondsOr(DEFAULT_ASK_SECONDS),
});

export type HookRecord = Valid<typeof record.schema>;

export const RECORD_SUFFIX = '.record.json';

/** null when the text is not a record of this version. */
export const parseHookRecord = (text: string): HookRecord | null => record.parse(text);

/** Where the record of one account lies. */
export function recordPathOf({ folder }: Pick<GatePaths, 'folder'>, accountId: string): string {
  return join(folder, accountId + RECORD_SUFFIX);
}

/**
 * How long the hooks that are in place may wait for the user. In doubt it is the shortest that was ever installed: a
 * hook that waits for longer than its agent is ended by it, and the request is made.
 */
export function installedAskSeconds(paths: Pick<GatePaths, 'folder'>, accountId: string): number {
  try {
    const found = parseHookRecord(fs.readFileSync(recordPathOf(paths, accountId), 'utf8'));
    return found?.isSettled === true ? found.askSeconds : DEFAULT_ASK_SECONDS;
  } catch (error) {
    if (systemErrorCode(error) === null) throw error;
    return DEFAULT_ASK_SECONDS;
  }
}
