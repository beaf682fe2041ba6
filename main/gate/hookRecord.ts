/** The record of installed hooks. */
import { z } from 'zod';
import { installRecord } from '../sources/bridge/installRecord.ts';

const record = installRecord({
  agent: z.string(),
  isStrict: z.boolean(),
  installedAtMs: z.number(),
});

export type HookRecord = z.infer<typeof record.schema>;

/** null when the text is not a record of this version. */
export const parseHookRecord = (text: string): HookRecord | null => record.parse(text);
