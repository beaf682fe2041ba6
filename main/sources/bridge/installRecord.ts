/** What Tollgate remembers of a change to somebody else's settings file, so that it can be taken back. */
import { z } from 'zod';

/** What every such record holds beside its own parts. */
const common = {
  version: z.literal(1),
  settingsPath: z.string(),
  /** The file's bytes before the change; null when there was no file. */
  originalBase64: z.string().nullable(),
  installedFingerprint: z.string(),
  /** False while a change is under way: after a crash such a record proves nothing. */
  isSettled: z.boolean(),
};

/** Reader of the records of one kind. */
export function installRecord<Own extends z.ZodRawShape>(own: Own) {
  const schema = z.strictObject({ ...common, ...own });
  return {
    schema,
    /** null when the text is not a record of this version. */
    parse(text: string): z.infer<typeof schema> | null {
      try {
        return schema.safeParse(JSON.parse(text)).data ?? null;
      } catch {
        return null;
      }
    },
  };
}

/** The record's file text. */
export function formatRecord(record: object): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}
