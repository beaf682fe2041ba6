/** Priced events for forecasts: a real table, one model, tokens by class. */
import type { PaidEvent } from '../../../../main/domain/forecast/cacheLifetime.ts';
import { createPricer } from '../../../../main/domain/pricing.ts';
import { NOTHING_USED } from '../../../fixtures/priceableFact.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** $1 input, $5 output, $1.25 and $2 writes, $0.10 read, a million tokens. */
export const price = createPricer(
  {
    version: 'test',
    webSearchMicros: 0,
    batchPercent: 50,
    rows: [
      {
        model: 'known',
        fromMs: null,
        untilMs: null,
        mode: 'standard',
        upToPromptTokens: null,
        usOnlyPercent: null,
        prices: {
          input: 1_000_000,
          output: 5_000_000,
          cacheWrite5m: 1_250_000,
          cacheWrite1h: 2_000_000,
          cacheRead: 100_000,
        },
      },
    ],
  },
  () => null,
);

export const event = (atMs: number, changes: Partial<PaidEvent> = {}): PaidEvent => ({
  ...NOTHING_USED,
  atMs,
  sessionId: 'one',
  model: 'known',
  ...changes,
});
