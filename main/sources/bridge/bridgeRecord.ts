/** The record of an installed bridge. Kept in the data folder, one file for each bridged configuration folder. */
import { nullOr, textOf, type Valid } from '../../../preload/contract/checks.ts';
import { installRecord } from './installRecord.ts';

const record = installRecord({
  /** The command line that was written into the settings. */
  command: textOf({}),
  /** The user's own command as it was spelled in the file (a JSON string); null when there was none. */
  ownCommandLiteral: nullOr(textOf({})),
  originalFingerprint: textOf({}),
});

export type BridgeRecord = Valid<typeof record.schema>;

/** null when the text is not a record of this version. */
export const parseBridgeRecord = (text: string): BridgeRecord | null => record.parse(text);
