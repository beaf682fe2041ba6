/** What may be asked of the engine about the data itself: removing old detail, another computer's database. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import type { Outcome } from '../../preload/contract/channels.ts';
import type {
  RemovalDone,
  RetentionView,
  TakeInView,
  TakenIn,
} from '../../preload/contract/dataCare.ts';
import type { UpdateContact } from '../../preload/contract/settingsFacts.ts';
import { addDays, zoneOf } from '../domain/calendar.ts';
import { makeBackup } from '../store/backup.ts';
import { prepareIncoming, type Incoming } from '../store/incoming.ts';
import { storeFailureOf } from '../store/problems.ts';
import { QUARTER_MS } from '../store/rollup.ts';
import type { TakeInSource } from '../store/takeIn.ts';
import type { Tables, WritingTables } from './database.ts';
import type { EngineCore } from './engineRequests.ts';
import { NOT_OPEN } from './engineRequests.ts';

/** Two, so that the one made a while ago is not lost by removing once more. */
const KEPT_BEFORE_REMOVAL = 2;
const BUSY = inEnglish(
  'Another Tollgate writes the database. Do it there, or quit that one first.',
);

const NOT_DERIVED = inEnglish('What credits paid could not be worked out, so nothing was removed.');

/** The instant from which detail is kept: the start of a local day. @param days how many before today */
export function keptFrom(days: number, timeZone: string, nowMs: number) {
  const zone = zoneOf(timeZone);
  const day = addDays(zone.dayOf(nowMs), -days);
  return { day, atMs: Math.floor(zone.startOfDay(day) / QUARTER_MS) * QUARTER_MS };
}

export function createDataRequests(core: EngineCore) {
  /** Only the program that holds the lock may; failures of the database and the disk are answers. */
  function onData<T>(
    work: (writing: WritingTables, days: number | null, tables: Tables) => T | Promise<T>,
  ): Promise<Outcome<T>> {
    return core.inTurn(async () => {
      const ready = await core.ensureOpen();
      if (!ready) return { ok: false, message: core.openFailure()?.message ?? NOT_OPEN };
      const { writing } = ready.tables;
      if (!writing) return { ok: false, message: BUSY };
      await core.noticeSettings(ready);
      const { settings } = (await core.settingsDesk()).parsed();
      try {
        return { ok: true, value: await work(writing, settings.data.retentionDays, ready.tables) };
      } catch (error) {
        return { ok: false, message: storeFailureOf(error).message };
      }
    });
  }

  /**
   * Reads the file before its turn, a piece at a time: looks at the agents go on meanwhile. Whatever fails, the own
   * database is as it was.
   */
  async function withIncoming<T>(
    { file }: TakeInSource,
    work: (incoming: Incoming) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    const allowed = await onData(() => null);
    if (!allowed.ok) return allowed;
    let incoming: Incoming | null = null;
    try {
      incoming = await prepareIncoming(file, core.dataFolder);
      return await work(incoming);
    } catch (error) {
      return { ok: false, message: storeFailureOf(error).message };
    } finally {
      incoming?.remove();
    }
  }

  async function afterChange(): Promise<void> {
    core.forget();
    await core.renewPrices();
    core.publish();
  }

  return {
    /** Keeps what was contacted to look for a new version; a failure to keep it is nobody's concern. */
    noteUpdateContact: async (contact: UpdateContact): Promise<void> => {
      await onData((writing) => writing.settings.noteUpdateContact(contact));
    },
    /** What the setting means now, and what would go. */
    retention: (): Promise<Outcome<RetentionView>> =>
      onData((writing, days) => {
        if (days === null) return { days, keptFromDay: null, goes: null, isAgreed: false };
        const retention = writing.retention();
        const { day, atMs } = keptFrom(days, core.display().timeZone, core.clock());
        const isAgreed = retention.agreedDays() === days;
        return { days, keptFromDay: day, goes: retention.preview(atMs), isAgreed };
      }),
    /** Removes what the user was shown, after a copy. @param shownDays what the setting said then */
    removeDetail: (shownDays: number): Promise<Outcome<RemovalDone>> =>
      onData(async (writing, days, tables) => {
        if (days !== shownDays)
          throw new Error(inEnglish('The setting has changed since. Look again.'));
        const { timeZone } = core.display();
        const today = zoneOf(timeZone).dayOf(core.clock());
        const copy = await makeBackup(core.dataFolder, today, KEPT_BEFORE_REMOVAL, true);
        // Of what goes, only what credits paid stays: that must be known by then.
        const accounts = await core.accountsDesk();
        accounts.caughtUp(tables, core.clock());
        if (!accounts.isDerived()) throw new Error(NOT_DERIVED);
        const retention = writing.retention();
        const gone = retention.remove(keptFrom(days, timeZone, core.clock()).atMs);
        retention.agree(days);
        shrink(retention.shrink);
        await afterChange();
        return { ...gone, copy: copy.name };
      }),
    previewTakeIn: (source: TakeInSource): Promise<Outcome<TakeInView>> =>
      withIncoming(source, (incoming) =>
        onData((writing) => writing.takeIn().preview(source, incoming)),
      ),
    takeIn: (source: TakeInSource): Promise<Outcome<TakeInView>> =>
      withIncoming(source, (incoming) =>
        onData(async (writing) => {
          const taken = writing.takeIn().take(source, incoming, core.clock());
          await afterChange();
          return taken;
        }),
      ),
    takenIn: (): Promise<Outcome<readonly TakenIn[]>> =>
      onData((writing) => writing.takeIn().list()),
    undoTakeIn: (id: number): Promise<Outcome<number>> =>
      onData(async (writing) => {
        const { records, isOwn } = writing.takeIn().undo(id);
        if (isOwn) core.readLogsAgain();
        await afterChange();
        return records;
      }),
  };
}

/** A page that reads meanwhile stops it; the room is then used again by what comes. */
function shrink(work: () => void): void {
  try {
    work();
  } catch {
    return;
  }
}
