/** Small things to remember, and prices to renew. */
import type { UpdateContact } from '../../preload/contract/settingsFacts.ts';
import { costOf, type PriceableFact, type Pricing } from '../domain/pricing.ts';
import type { NextSettings, SavedSettings } from '../domain/settingsJournal.ts';
import { SERVICE_MODES, type ServiceMode } from '../domain/usage.ts';
import { IS_SUM } from './isSum.ts';
import type { Connection } from './open.ts';

type PricedRow = Omit<PriceableFact, 'isUsOnly' | 'isSum' | 'mode'> & {
  readonly id: number;
  readonly mode: number;
  readonly isUsOnly: number;
  readonly isSum: number;
};

/** What an edit decides: the texts to save (null: nothing changes), and what to tell the caller. */
export type SettingsEdit<T> = { readonly next: NextSettings | null; readonly answer: T };

const UPDATE_KEY = 'updateContact';
/** Hosts that are named; a place of releases has few. */
const MOST_HOSTS = 8;

type SettingReader = (key: string) => string | undefined;

function createSettingReader(connection: Connection): SettingReader {
  const setting = connection
    .prepare<[string], string>('SELECT value FROM setting WHERE key = ?')
    .pluck();
  return (key) => setting.get(key);
}

/** What is kept of contacts with the place of the releases; null: nobody was ever asked. */
function readUpdateContact(setting: SettingReader): UpdateContact | null {
  const saved = setting(UPDATE_KEY);
  return saved === undefined ? null : (JSON.parse(saved) as UpdateContact);
}

export function createUpdateContactReader(connection: Connection): () => UpdateContact | null {
  const setting = createSettingReader(connection);
  return () => readUpdateContact(setting);
}

/** Reads the settings' rows; the texts are made sense of elsewhere. */
export function createSettingsReader(connection: Connection): () => SavedSettings {
  const setting = connection
    .prepare<[string], string>('SELECT value FROM setting WHERE key = ?')
    .pluck();
  return () => ({
    document: setting.get('settings') ?? null,
    journal: setting.get('settingsJournal') ?? null,
    preferences: setting.get('preferences') ?? null,
  });
}

export function createSettingsWriter(connection: Connection) {
  const set = connection.prepare<[string, string]>(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  const drop = connection.prepare<[string]>('DELETE FROM setting WHERE key = ?');
  const setting = createSettingReader(connection);
  const saved = createSettingsReader(connection);

  function save({ document, journal, unreadable }: NextSettings): void {
    if (unreadable !== null) set.run('settingsUnreadable', unreadable);
    set.run('settings', document);
    set.run('settingsJournal', journal);
    drop.run('preferences');
  }

  return {
    /**
     * Reads, lets `edit` decide, writes: nobody else writes in between, whichever program they are in.
     * @throws SQLite's error; nothing is changed then
     */
    editSettings<T>(edit: (saved: SavedSettings) => SettingsEdit<T>): T {
      return connection
        .transaction(() => {
          const { next, answer } = edit(saved());
          if (next) save(next);
          return answer;
        })
        .immediate();
    },
    /** Remembers the first yes; a later one changes nothing. */
    allowReading: (atMs: number) => {
      connection
        .prepare('INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO NOTHING')
        .run('readingAllowedAtMs', String(atMs));
    },
    /** Prices every event again, because the facts stay and the price table has changed. */
    reprice(version: string, priceOf: (fact: PriceableFact) => Pricing): void {
      const rows = connection.prepare<[], PricedRow>(`
        SELECT usage_event.id AS id, at_ms AS atMs, model.text AS model,
          input_tokens AS inputTokens, output_tokens AS outputTokens,
          cache_write_5m_tokens AS cacheWrite5mTokens, cache_write_1h_tokens AS cacheWrite1hTokens,
          cache_read_tokens AS cacheReadTokens, web_searches AS webSearches, mode,
          is_us_only AS isUsOnly, ${IS_SUM} AS isSum
        FROM usage_event JOIN name AS model ON model.id = model_id`);
      const update = connection.prepare<[number | null, number]>(
        'UPDATE usage_event SET cost_micros = ? WHERE id = ?',
      );
      // Immediate: settings may be saved by another program meanwhile, and a transaction that began
      // by reading could then no longer write.
      connection
        .transaction(() => {
          for (const row of rows.all()) {
            const mode = SERVICE_MODES[row.mode] as ServiceMode;
            const isUsOnly = row.isUsOnly === 1;
            update.run(costOf(priceOf({ ...row, mode, isUsOnly, isSum: row.isSum === 1 })), row.id);
          }
          set.run('priceVersion', version);
        })
        .immediate();
    },
    /** Adds to what is kept of contacts with the place of the releases. */
    noteUpdateContact: (contact: UpdateContact): void => {
      connection
        .transaction(() => {
          const known = readUpdateContact(setting);
          set.run(
            UPDATE_KEY,
            JSON.stringify({
              lastContactAtMs: contact.lastContactAtMs,
              requests: (known?.requests ?? 0) + contact.requests,
              bytesReceived: (known?.bytesReceived ?? 0) + contact.bytesReceived,
              hosts: [...new Set([...contact.hosts, ...(known?.hosts ?? [])])].slice(0, MOST_HOSTS),
            } satisfies UpdateContact),
          );
        })
        .immediate();
    },
    setPriceVersion: (version: string) => {
      set.run('priceVersion', version);
    },
  };
}

export type SettingsWriter = ReturnType<typeof createSettingsWriter>;
