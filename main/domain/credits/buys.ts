/** What an amount of credits buys: in the user's own typical use, or in generic figures where there is none. */

/** Sums of the user's own history for one model, over any stretch of time. */
export type ModelUse = {
  readonly model: string;
  /** Priced responses and what they would have cost, in micro-dollars at API prices. */
  readonly messages: number;
  readonly costMicros: number;
  /** Sessions that used the model; one that used two models counts in both. */
  readonly sessions: number;
  /** Time with work in it, in milliseconds; null when it was not measured. */
  readonly activeMs: number | null;
};

export type CountRange = { readonly low: number; readonly high: number };

/** What the amount buys of one model. Messages and sessions are whole, hours may be fractional. */
export type Buys = {
  readonly model: string;
  readonly basis: 'own-history' | 'generic';
  readonly messages: CountRange;
  readonly sessions: CountRange | null;
  readonly hours: CountRange | null;
  /** Own messages that the figure rests on; 0 for generic figures. */
  readonly messagesMeasured: number;
};

/** Fewer own messages than this say nothing typical. */
export const MINIMUM_MESSAGES = 20;

/**
 * Generic figures for $10, from a public guide to extra usage (fazm.ai, read 2026). Its prices for Haiku
 * and Opus are those of older models, so real figures are often better; the user's own always go before.
 */
const GENERIC_FOR_TEN_DOLLARS: readonly { family: string; low: number; high: number }[] = [
  { family: 'haiku', low: 1000, high: 5000 },
  { family: 'sonnet', low: 200, high: 1000 },
  { family: 'opus', low: 33, high: 200 },
];
const GENERIC_MICROS = 10_000_000;
/** “An hour of active agent use can cost $5 to $15.” Same source. */
const GENERIC_HOUR_MICROS = { low: 5_000_000, high: 15_000_000 };

/** What an amount buys of each model the user has worked with; generic figures alone without any history. */
export function whatItBuys(amountMicros: number, uses: readonly ModelUse[]): Buys[] {
  const own = uses
    .filter(({ messages, costMicros }) => messages >= MINIMUM_MESSAGES && costMicros > 0)
    .map((use) => ownBuys(amountMicros, use));
  const byModel = (one: Buys, other: Buys) => (one.model < other.model ? -1 : 1);
  if (own.length > 0) return own.sort(byModel);
  return GENERIC_FOR_TEN_DOLLARS.map(({ family, low, high }) => ({
    model: family,
    basis: 'generic',
    messages: {
      low: share(amountMicros, low, GENERIC_MICROS),
      high: share(amountMicros, high, GENERIC_MICROS),
    },
    sessions: null,
    hours: {
      low: amountMicros / GENERIC_HOUR_MICROS.high,
      high: amountMicros / GENERIC_HOUR_MICROS.low,
    },
    messagesMeasured: 0,
  }));
}

function ownBuys(amountMicros: number, use: ModelUse): Buys {
  const exactly = (count: number) => {
    const whole = share(amountMicros, count, use.costMicros);
    return { low: whole, high: whole };
  };
  const hours =
    use.activeMs === null || use.activeMs <= 0
      ? null
      : (amountMicros / use.costMicros) * (use.activeMs / 3_600_000);
  return {
    model: use.model,
    basis: 'own-history',
    messages: exactly(use.messages),
    sessions: use.sessions > 0 ? exactly(use.sessions) : null,
    hours: hours === null ? null : { low: hours, high: hours },
    messagesMeasured: use.messages,
  };
}

/** `amount * count / cost`, rounded down: a message that is not paid in full is not bought. */
function share(amountMicros: number, count: number, costMicros: number): number {
  if (amountMicros <= 0) return 0;
  return Number((BigInt(amountMicros) * BigInt(count)) / BigInt(costMicros));
}
