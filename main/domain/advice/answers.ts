/** What advice is computed from: the user's own answers, each with its tokens, its cost and who paid. */
import type { AccountKey } from '../figures.ts';
import type { PriceableFact } from '../pricing.ts';

export type AdviceAnswer = PriceableFact &
  AccountKey & {
    readonly sessionId: string;
    /** False for answers of helpers within the session. */
    readonly isMain: boolean;
    readonly project: string | null;
    readonly startedAtMs: number;
    /** Null: not priced. */
    readonly costMicros: number | null;
    readonly isCredits: boolean;
  };

/** Below it, a change is not worth a word. */
export const LEAST_ADVICE_MICROS = 250_000;
