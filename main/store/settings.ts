/** Small things to remember, and prices to renew. */
import type { Preferences } from '../../preload/contract/snapshot.ts';
import { costOf, type PriceableFact, type Pricing } from '../domain/pricing.ts';
import type { ServiceMode } from '../domain/usage.ts';
import type { Connection } from './open.ts';

type PricedRow = Omit<PriceableFact, 'isUsOnly' | 'mode'> & {
  readonly id: number;
  readonly mode: number;
  readonly isUsOnly: number;
};

const MODES: readonly ServiceMode[] = ['standard', 'fast', 'batch'];

export function createSettingsWriter(connection: Connection) {
  const set = connection.prepare<[string, string]>(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  return {
    setPreferences: (preferences: Preferences) => {
      set.run('preferences', JSON.stringify(preferences));
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
        SELECT usage_event.id AS id, at_ms AS atMs, name.text AS model,
          input_tokens AS inputTokens, output_tokens AS outputTokens,
          cache_write_5m_tokens AS cacheWrite5mTokens, cache_write_1h_tokens AS cacheWrite1hTokens,
          cache_read_tokens AS cacheReadTokens, web_searches AS webSearches, mode,
          is_us_only AS isUsOnly
        FROM usage_event JOIN name ON name.id = model_id`);
      const update = connection.prepare<[number | null, number]>(
        'UPDATE usage_event SET cost_micros = ? WHERE id = ?',
      );
      connection.transaction(() => {
        for (const row of rows.all()) {
          const mode = MODES[row.mode] as ServiceMode;
          const isUsOnly = row.isUsOnly === 1;
          update.run(costOf(priceOf({ ...row, mode, isUsOnly })), row.id);
        }
        set.run('priceVersion', version);
      })();
    },
    setPriceVersion: (version: string) => {
      set.run('priceVersion', version);
    },
  };
}
