/** The record of installed hooks. */
import { anyNumber, textOf, trueOrFalse, type Valid } from '../../preload/contract/checks.ts';
import { installRecord } from '../sources/bridge/installRecord.ts';

const record = installRecord({
  agent: textOf({}),
  isStrict: trueOrFalse,
  installedAtMs: anyNumber,
});

export type HookRecord = Valid<typeof record.schema>;

/** null when the text is not a record of this version. */
export const parseHookRecord = (text: string): HookRecord | null => record.parse(text);
