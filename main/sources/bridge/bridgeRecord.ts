/** The record of an installed bridge. Kept in the data folder, one file for each bridged configuration folder. */
import { z } from 'zod';
import { installRecord } from './installRecord.ts';

const record = installRecord({
  /** The command line that was written into the settings. */
  command: z.string(),
  /** The user's own command as it was spelled in the file (a JSON string); null when there was none. */
  ownCommandLiteral: z.string().nullable(),
  originalFingerprint: z.string(),
});

export type BridgeRecord = z.infer<typeof record.schema>;

/** null when the text is not a record of this version. */
export const parseBridgeRecord = (text: string): BridgeRecord | null => record.parse(text);
