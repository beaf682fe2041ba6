/**
 * What Tollgate remembers of an installed bridge, so that removing it gives the user's file back. Kept
 * in the data folder, one file for each bridged configuration folder.
 */
import { z } from 'zod';

const recordSchema = z.strictObject({
  version: z.literal(1),
  settingsPath: z.string(),
  /** The command line that was written into the settings. */
  command: z.string(),
  /** The user's own command as it was spelled in the file (a JSON string); null when there was none. */
  ownCommandLiteral: z.string().nullable(),
  /** The file's bytes before the change; null when there was no file. */
  originalBase64: z.string().nullable(),
  originalFingerprint: z.string(),
  installedFingerprint: z.string(),
  /** False while a change is under way: after a crash such a record proves nothing. */
  isSettled: z.boolean(),
});

export type BridgeRecord = z.infer<typeof recordSchema>;

/** null when the text is not a record of this version. */
export function parseBridgeRecord(text: string): BridgeRecord | null {
  try {
    return recordSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** The record's file text. */
export function formatBridgeRecord(record: BridgeRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}
