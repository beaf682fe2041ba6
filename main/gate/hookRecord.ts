/** What Tollgate remembers of installed hooks, so that removing them gives the user's file back. */
import { z } from 'zod';

const recordSchema = z.strictObject({
  version: z.literal(1),
  agent: z.string(),
  settingsPath: z.string(),
  isStrict: z.boolean(),
  installedAtMs: z.number(),
  /** The file's bytes before the change; null when there was no file. */
  originalBase64: z.string().nullable(),
  installedFingerprint: z.string(),
  /** False while a change is under way: after a crash such a record proves nothing. */
  isSettled: z.boolean(),
});

export type HookRecord = z.infer<typeof recordSchema>;

/** null when the text is not a record of this version. */
export function parseHookRecord(text: string): HookRecord | null {
  try {
    return recordSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** The record's file text. */
export function formatHookRecord(record: HookRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}
