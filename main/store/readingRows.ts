/** Rows of the two tables of readings, and what they mean. One place, because two parts of the store read them. */
import type { AgentId, SourceId, WindowKind } from '../../preload/contract/snapshot.ts';
import type { CreditsReading, LimitReading } from '../domain/limits.ts';

export type LimitRow = {
  id: number;
  agent: AgentId;
  account: string;
  kind: WindowKind;
  model_name: string;
  used_percent: number | null;
  resets_at_ms: number | null;
  source: SourceId;
  observed_at_ms: number;
};

export type CreditsRow = {
  agent: AgentId;
  account: string;
  has_credits: number | null;
  is_unlimited: number | null;
  balance: string | null;
  source: SourceId;
  observed_at_ms: number;
};

/** A row of `limit_reading`. */
export function limitOf(row: LimitRow): LimitReading {
  return {
    agent: row.agent,
    account: row.account,
    kind: row.kind,
    modelName: row.model_name === '' ? null : row.model_name,
    usedPercent: row.used_percent,
    resetsAtMs: row.resets_at_ms,
    source: row.source,
    observedAtMs: row.observed_at_ms,
  };
}

/** A row of `credits_reading`. */
export function creditsOf(row: CreditsRow): CreditsReading {
  return {
    agent: row.agent,
    account: row.account,
    hasCredits: truth(row.has_credits),
    isUnlimited: truth(row.is_unlimited),
    balance: row.balance,
    source: row.source,
    observedAtMs: row.observed_at_ms,
  };
}

/** A saved truth value; null: not known. */
export function truth(value: number | null): boolean | null {
  return value === null ? null : value === 1;
}
