/** What Tollgate remembers of a change to somebody else's settings file, so that it can be taken back. */
import {
  exactly,
  nullOr,
  oneOf,
  textOf,
  trueOrFalse,
  type Check,
  type Valid,
} from '../../../preload/contract/checks.ts';

/** What every such record holds beside its own parts. */
const common = {
  version: oneOf([1]),
  settingsPath: textOf({}),
  /** The file's bytes before the change; null when there was no file. */
  originalBase64: nullOr(textOf({})),
  installedFingerprint: textOf({}),
  /** False while a change is under way: after a crash such a record proves nothing. */
  isSettled: trueOrFalse,
};

/** Reader of the records of one kind. */
export function installRecord<Own extends Readonly<Record<string, Check<unknown>>>>(own: Own) {
  const schema = exactly({ ...common, ...own });
  return {
    schema,
    /** null when the text is not a record of this version. */
    parse(text: string): Valid<typeof schema> | null {
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
