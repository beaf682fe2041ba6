/** Small things to remember, and prices to renew. */
import type { Preferences } from '../../preload/contract/snapshot.ts';
import { costOf, type PriceableFact, type Pricing } from '../domain/pricing.ts';
import type { Connection } from './open.ts';

type PricedRow = Omit<PriceableFact, 'isUsOnly'> & {
  readonly agent: string;
  readonly groupKey: string;
  readonly variant: string;
  readonly isUsOnly: number;
};

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
        SELECT agent, group_key AS groupKey, variant, at_ms AS atMs, name.text AS model,
          input_tokens AS inputTokens, output_tokens AS outputTokens,
          cache_write_5m_tokens AS cacheWrite5mTokens, cache_write_1h_tokens AS cacheWrite1hTokens,
          cache_read_tokens AS cacheReadTokens, web_searches AS webSearches, mode,
          is_us_only AS isUsOnly
        FROM usage_event JOIN name ON name.id = model_id`);
      const update = connection.prepare<[number | null, string, string, string]>(`
        UPDATE usage_event SET cost_micros = ? WHERE agent = ? AND group_key = ? AND variant = ?`);
      connection.transaction(() => {
        for (const row of rows.all()) {
          const costMicros = costOf(priceOf({ ...row, isUsOnly: row.isUsOnly === 1 }));
          update.run(costMicros, row.agent, row.groupKey, row.variant);
        }
        set.run('priceVersion', version);
      })();
    },
    setPriceVersion: (version: string) => {
      set.run('priceVersion', version);
    },
  };
}
