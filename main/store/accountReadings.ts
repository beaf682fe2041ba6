/** What providers said about accounts beside their windows: paid use and plan. A history that only grows. */
import type { CreditUseReading, PlanReading, SpendLimit } from '../domain/accountReadings.ts';
import type { AgentId, ReportedMoney, SourceId } from '../../preload/contract/snapshot.ts';
import type { AccountKey } from '../domain/figures.ts';
import type { Connection } from './open.ts';
import { truth } from './readingRows.ts';

type Statement = { agent: AgentId; account: string; source: SourceId; observed_at_ms: number };

type CreditUseRow = Statement & {
  is_enabled: number | null;
  why_not: string | null;
  spent_currency: string | null;
  spent_minor_units: number | null;
  spent_exponent: number | null;
  limit_kind: SpendLimit['kind'];
  limit_currency: string | null;
  limit_minor_units: number | null;
  limit_exponent: number | null;
  period_ends_at_ms: number | null;
};

type PlanRow = Statement & {
  is_signed_in: number | null;
  billing: PlanReading['billing'];
  plan: string | null;
  tier: string | null;
  email: string | null;
  organisation: string | null;
  is_included_use_allowed: number | null;
};

/** The writing half. A statement that is known already changes nothing. To be called in a transaction. */
export function createAccountReadingWriter(connection: Connection) {
  const addCreditUse = connection.prepare(`
    INSERT INTO credit_use_reading (agent, account, source, observed_at_ms, is_enabled, why_not,
      spent_currency, spent_minor_units, spent_exponent, limit_kind, limit_currency, limit_minor_units,
      limit_exponent, period_ends_at_ms)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`);
  const addPlan = connection.prepare(`
    INSERT INTO plan_reading (agent, account, source, observed_at_ms, is_signed_in, billing, plan, tier,
      email, organisation, is_included_use_allowed)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`);

  return {
    addCreditUse(reading: CreditUseReading): void {
      const { spendLimit } = reading;
      addCreditUse.run(
        ...statementColumns(reading),
        bit(reading.enabled),
        reading.whyNot,
        ...moneyColumns(reading.spentThisPeriod),
        spendLimit.kind,
        ...moneyColumns(spendLimit.kind === 'limit' ? spendLimit.money : null),
        reading.periodEndsAtMs,
      );
    },
    addPlan(reading: PlanReading): void {
      addPlan.run(
        ...statementColumns(reading),
        bit(reading.isSignedIn),
        reading.billing,
        reading.plan,
        reading.tier,
        reading.email,
        reading.organisation,
        bit(reading.isIncludedUseAllowed),
      );
    },
  };
}

/** The reading half. */
export function createAccountReadingReader(connection: Connection) {
  const newest = (table: string) => `
    SELECT *, max(observed_at_ms) AS newest FROM ${table}
    GROUP BY agent, account, source ORDER BY agent, account, newest DESC, source`;
  const newestCreditUse = connection.prepare<[], CreditUseRow>(newest('credit_use_reading'));
  const newestPlans = connection.prepare<[], PlanRow>(newest('plan_reading'));
  const creditUseSince = connection.prepare<[number], CreditUseRow>(
    'SELECT * FROM credit_use_reading WHERE observed_at_ms >= ? ORDER BY observed_at_ms, source',
  );
  const spentSince = connection.prepare<[string, string, number], CreditUseRow>(
    `SELECT * FROM credit_use_reading WHERE agent = ? AND account = ? AND observed_at_ms > ?
       AND spent_minor_units IS NOT NULL ORDER BY observed_at_ms, source`,
  );
  const newestCreditUseId = connection
    .prepare<[], number>('SELECT coalesce(max(id), 0) FROM credit_use_reading')
    .pluck();

  return {
    /** Each source's newest statement about paid use of each account; an account's newest stands first. */
    newestCreditUse: (): CreditUseReading[] => newestCreditUse.all().map(creditUseOf),
    /** Each source's newest statement about the plan of each account; an account's newest stands first. */
    newestPlans: (): PlanReading[] => newestPlans.all().map(planOf),
    /** Every statement about paid use since then, oldest first: what changed, and when. */
    creditUseSince: (sinceMs: number): CreditUseReading[] =>
      creditUseSince.all(sinceMs).map(creditUseOf),
    /** What was said about an account's spend after an instant, oldest first. */
    spentSince: ({ agent, account }: AccountKey, afterMs: number): CreditUseReading[] =>
      spentSince.all(agent, account, afterMs).map(creditUseOf),
    /** Number of the newest statement about paid use; 0: there is none. */
    newestCreditUseId: (): number => newestCreditUseId.get() ?? 0,
  };
}

function bit(value: boolean | null): number | null {
  return value === null ? null : Number(value);
}

function statementColumns(reading: CreditUseReading | PlanReading) {
  return [reading.agent, reading.account, reading.source, reading.observedAtMs] as const;
}

function moneyColumns(money: ReportedMoney | null) {
  return money === null
    ? ([null, null, null] as const)
    : ([money.currency, money.minorUnits, money.exponent] as const);
}

function moneyOf(
  currency: string | null,
  minorUnits: number | null,
  exponent: number | null,
): ReportedMoney | null {
  if (currency === null || minorUnits === null || exponent === null) return null;
  return { currency, minorUnits, exponent };
}

function statementOf({ agent, account, source, observed_at_ms: observedAtMs }: Statement) {
  return { agent, account, source, observedAtMs };
}

function creditUseOf(row: CreditUseRow): CreditUseReading {
  const cap = moneyOf(row.limit_currency, row.limit_minor_units, row.limit_exponent);
  const other = row.limit_kind === 'unlimited' ? 'unlimited' : 'unknown';
  return {
    ...statementOf(row),
    enabled: truth(row.is_enabled),
    whyNot: row.why_not,
    spentThisPeriod: moneyOf(row.spent_currency, row.spent_minor_units, row.spent_exponent),
    spendLimit: cap === null ? { kind: other } : { kind: 'limit', money: cap },
    periodEndsAtMs: row.period_ends_at_ms,
  };
}

function planOf(row: PlanRow): PlanReading {
  return {
    ...statementOf(row),
    isSignedIn: truth(row.is_signed_in),
    billing: row.billing,
    plan: row.plan,
    tier: row.tier,
    email: row.email,
    organisation: row.organisation,
    isIncludedUseAllowed: truth(row.is_included_use_allowed),
  };
}
