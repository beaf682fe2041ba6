/** What the Settings page and the tour show beside the settings: plans, programs, prices, the data's size. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '../../preload/contract/channels.ts';
import type { SettingsFacts, StatedPlan } from '../../preload/contract/settingsFacts.ts';
import { AGENTS } from '../agents/registry.ts';
import type { PlanReading } from '../domain/accountReadings.ts';
import { planOf } from '../domain/credits/plans.ts';
import { priceBook } from '../prices/priceBook.ts';
import { DATABASE_NAME } from '../store/open.ts';
import { storeFailureOf } from '../store/problems.ts';
import type { AskedAnswer } from './askedDesk.ts';
import type { Engine } from './engine.ts';

type Place = { readonly version: string; readonly dataFolder: string };

/** Expected failures of the database are an answer. */
export async function settingsFacts(
  engine: Pick<Engine, 'settings' | 'sources' | 'tables' | 'failure'>,
  { version, dataFolder }: Place,
): Promise<Outcome<SettingsFacts>> {
  const { settings } = await engine.settings();
  const report = await engine.sources();
  const tables = await engine.tables();
  if (!tables) {
    return {
      ok: false,
      message: engine.failure()?.message ?? inEnglish('The database cannot be opened.'),
    };
  }
  try {
    const { reader, accounts } = tables;
    return {
      ok: true,
      value: {
        version,
        dataFolder,
        databaseBytes: bytesOf(dataFolder),
        plans: newestOfEach(accounts.newestPlans()).map(statedPlan),
        asked: (report?.sources ?? []).map(({ source, account, lastAskedAtMs, problem }) => ({
          source,
          account,
          lastAskedAtMs,
          problem: problem?.message ?? null,
        })),
        updates: reader.updateContact(),
        receiverFile: report?.telemetry.settingsFile ?? null,
        prices: priceBook(settings.prices, {
          modelsInUse: reader.models().toSorted(),
          modelsUnpriced: reader.unpricedModels(),
        }),
      },
    };
  } catch (error) {
    return { ok: false, message: storeFailureOf(error).message };
  }
}

/** What came of asking a program, in one sentence. */
export function saidOf(answers: readonly AskedAnswer[]): Outcome<null> {
  if (answers.some(({ outcome }) => outcome?.ok)) return { ok: true, value: null };
  const [first] = answers;
  if (!first)
    return { ok: false, message: inEnglish('There is no folder of this agent to ask about.') };
  const message =
    first.outcome && !first.outcome.ok
      ? first.outcome.problem.message
      : first.refusedBecause === 'switched-off'
        ? inEnglish('This source is switched off.')
        : inEnglish('It was asked a moment ago, and is not asked again so soon.');
  return { ok: false, message };
}

/** The readings come with an account's newest first. */
function newestOfEach(readings: readonly PlanReading[]): PlanReading[] {
  const seen = new Set<string>();
  return readings.filter(({ agent, account }) => {
    const key = `${agent}|${account}`;
    return !seen.has(key) && seen.add(key);
  });
}

function statedPlan(reading: PlanReading): StatedPlan {
  const { agent, account, source, observedAtMs, isSignedIn, billing, plan, tier, email } = reading;
  const proposal = planOf(null, reading, AGENTS[agent].followsPlanTable === true);
  return {
    agent,
    account,
    source,
    asOfMs: observedAtMs,
    isSignedIn,
    billing,
    plan,
    tier,
    email,
    proposal,
  };
}

/** The database with what is not yet folded into it. */
function bytesOf(dataFolder: string): number | null {
  const sizes = ['', '-wal'].flatMap((ending) => {
    const found = statSync(join(dataFolder, `${DATABASE_NAME}${ending}`), {
      throwIfNoEntry: false,
    });
    return found ? [found.size] : [];
  });
  return sizes.length === 0 ? null : sizes.reduce((sum, size) => sum + size, 0);
}
