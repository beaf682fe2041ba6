/**
 * Tries forecasts out on the recorded history, at each start and as windows end: some windows a look, so that
 * nothing waits for it. What was found out is saved, so that a short command can show it too.
 */
import type { ForecastTrust } from '../../preload/contract/snapshot.ts';
import { DAY_MS, HOUR_MS } from '../domain/calendar.ts';
import type { AccountKey } from '../domain/figures.ts';
import { costVerdict, planVerdict, WARM_UP_MS } from '../domain/forecast/backTest.ts';
import { pastWindows, type PastWindow } from '../domain/forecast/outcomes.ts';
import type { ForecastLimit } from '../domain/forecast/trust.ts';
import {
  costTrustIn,
  isTried,
  MOST_WINDOWS,
  NO_VERDICTS,
  readVerdicts,
  trustIn,
  withVerdict,
  writeVerdicts,
  type Verdicts,
} from '../domain/forecast/verdicts.ts';
import { isSoundReading } from '../domain/ledger/paidState.ts';
import { reportedWindows } from '../domain/limits.ts';
import type { AccountEvents } from '../store/moneyFacts.ts';
import { storeFailureOf, type StoreFailure } from '../store/problems.ts';
import type { PricingPort } from '../prices/pricing.ts';
import type { Tables } from './database.ts';

/** Older windows say little about how somebody works now. */
const HISTORY_MS = 60 * DAY_MS;
/** A window of thousands of answers takes some tens of milliseconds. */
const WINDOWS_A_LOOK = 3;
/** How often it is looked whether windows have ended. */
const LIST_AGAIN_MS = HOUR_MS;

type Job = { readonly limit: ForecastLimit & AccountEvents; readonly window: PastWindow };

export type ForecastDeskOptions = {
  readonly pricing: PricingPort;
  /** Tries everything again at its start; a command that ends at once only goes on where others stopped. */
  readonly isLasting: boolean;
};

export type ForecastDesk = ReturnType<typeof createForecastDesk>;

export function createForecastDesk({ pricing, isLasting }: ForecastDeskOptions) {
  let verdicts: Verdicts = NO_VERDICTS;
  let text: string | null = null;
  let jobs: readonly Job[] | null = null;
  let listedAtMs = -Infinity;
  let isFirstList = true;
  let failure: StoreFailure | null = null;

  function recall({ pastUse }: Tables): boolean {
    const saved = pastUse.verdicts();
    if (saved === text) return false;
    text = saved;
    verdicts = readVerdicts(saved);
    return true;
  }

  function list(accounts: readonly AccountEvents[], tables: Tables, nowMs: number): Job[] {
    const isAll = isFirstList && isLasting;
    isFirstList = false;
    listedAtMs = nowMs;
    return accounts
      .flatMap((account) => jobsOf(account, tables, nowMs))
      .filter(({ limit, window }) => isAll || !isTried(verdicts, limit, window.resetsAtMs))
      .sort((a, b) => b.window.resetsAtMs - a.window.resetsAtMs);
  }

  async function tryOne({ limit, window }: Job, { pastUse }: Tables, nowMs: number): Promise<void> {
    const { startsAtMs: fromMs, resetsAtMs: untilMs } = window;
    const lastUse = pastUse.lastUseBetween(limit, { fromMs, untilMs });
    const hasCost = limit.kind === 'session' && limit.modelName === null;
    const events = hasCost
      ? pastUse.billedBetween(limit, { fromMs: fromMs - WARM_UP_MS, untilMs })
      : [];
    await pricing.prepare(new Set(events.map(({ model }) => model)));
    verdicts = withVerdict(
      verdicts,
      limit,
      untilMs,
      {
        plan: planVerdict(window, lastUse),
        cost: hasCost ? costVerdict(window, events, pricing.price) : null,
      },
      nowMs,
    );
  }

  return {
    /** Tries some more windows; @returns whether what is known has changed */
    async look(
      accounts: () => readonly AccountEvents[],
      tables: Tables,
      nowMs: number,
    ): Promise<boolean> {
      try {
        const isOther = recall(tables);
        const save = tables.pastUse.saveVerdicts;
        failure = null;
        if (!save) return isOther;
        const isOld = Math.abs(nowMs - listedAtMs) >= LIST_AGAIN_MS;
        if (jobs === null || (jobs.length === 0 && isOld)) jobs = list(accounts(), tables, nowMs);
        const [now, later] = [jobs.slice(0, WINDOWS_A_LOOK), jobs.slice(WINDOWS_A_LOOK)];
        for (const job of now) await tryOne(job, tables, nowMs);
        if (now.length > 0) {
          text = writeVerdicts(verdicts);
          save(text);
        }
        jobs = later;
        return isOther || now.length > 0;
      } catch (error) {
        failure = storeFailureOf(error);
        return false;
      }
    },
    /** What others have found out, for a first picture. */
    recall(tables: Tables): void {
      try {
        recall(tables);
      } catch (error) {
        failure = storeFailureOf(error);
      }
    },
    /** How often forecasts of a limit's end were right; null: never tried. */
    trustOf: (limit: ForecastLimit): ForecastTrust | null => trustIn(verdicts, limit),
    /** The same of what going on would cost, which is about the five-hour window. */
    costTrustOf: ({ agent, account }: AccountKey): ForecastTrust | null =>
      costTrustIn(verdicts, { agent, account, kind: 'session', modelName: null }),
    failure: (): StoreFailure | null => failure,
  };
}

/** The newest past windows of each limit of an account. */
function jobsOf(account: AccountEvents, { money }: Tables, nowMs: number): Job[] {
  const readings = money.facts
    .limitReadings(account, { fromMs: nowMs - HISTORY_MS, untilMs: nowMs })
    .filter(isSoundReading);
  const byLimit = new Map<string, Job[]>();
  for (const reported of reportedWindows(readings)) {
    const [window] = pastWindows([reported], nowMs);
    if (!window) continue;
    const { kind, modelName } = reported;
    const name = `${kind}|${modelName ?? ''}`;
    const job = { limit: { ...account, kind, modelName }, window };
    byLimit.set(name, [...(byLimit.get(name) ?? []), job]);
  }
  return [...byLimit.values()].flatMap((jobs) => jobs.slice(-MOST_WINDOWS));
}
