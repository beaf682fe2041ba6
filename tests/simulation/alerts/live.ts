/** Lives a made-up user's days with the real machine, the real outbox and the real pump. */
import Database from 'better-sqlite3';
import { stepAlerts } from '../../../main/domain/alerts/step.ts';
import { createAlertDelivery } from '../../../main/engine/alertDelivery.ts';
import { createUsageTables } from '../../../main/store/migrations/0001-usage.ts';
import { createAlertTables } from '../../../main/store/migrations/0004-alerts.ts';
import type { Connection } from '../../../main/store/open.ts';
import { createAlertOutbox, type AlertOutbox } from '../../../main/store/outbox.ts';
import type { Alert } from '../../../preload/contract/alerts.ts';
import { createRandom } from '../../bench/random.ts';
import { expectedShows } from './oracle.ts';
import type { Shown } from './oracleQuiet.ts';
import { accountsOf, HOUR, makeWorld, type Kill, type World } from './world.ts';

export type LifeCounts = {
  windows: number;
  due: number;
  shown: number;
  /** Shown a second time, because the program ended between showing and noting it. */
  repeats: number;
  /** Never shown, because it was over before the daemon came back. */
  expired: number;
  faults: string[];
};

class Killed extends Error {}

/** One database for many lives: emptied, not made anew. */
export type Lab = {
  readonly connection: Connection;
  readonly outbox: AlertOutbox;
  empty(): void;
  close(): void;
};

export function createLab(): Lab {
  const connection: Connection = new Database(':memory:');
  connection.exec(createUsageTables);
  connection.exec(createAlertTables);
  return {
    connection,
    outbox: createAlertOutbox(connection),
    empty: () => void connection.exec('DELETE FROM alert_state; DELETE FROM alert_outbox'),
    close: () => void connection.close(),
  };
}

/** A seed has two lives: `mixed` ones hold more than `plain` ones (world.ts). */
export type LifeKind = 'plain' | 'mixed';

/** Makes the dice of what only mixed lives hold others than those of the life itself. */
const MIXED_DICE = 0x5eed;

/** Lives one life and says what was wrong with it. */
export async function live(lab: Lab, seed: number, kind: LifeKind): Promise<LifeCounts> {
  const mixed = kind === 'mixed' ? createRandom(seed ^ MIXED_DICE) : null;
  const world = makeWorld(createRandom(seed), mixed);
  lab.empty();
  const told = await run(lab, world);
  const faults = [...differences(expectedShows(world), told.decided), ...told.faults].map(
    (fault) => `${kind} life of seed ${seed}: ${fault}`,
  );
  return { windows: world.windows, due: told.decided.length, ...told.counts, faults };
}

/** Shows by key: how often, and whether the program was killed while one of them was not yet noted. */
type Showing = { times: number; wasKilledAfter: boolean };

async function run({ connection, outbox }: Lab, world: World) {
  const showings = new Map<string, Showing>();
  const decided: Shown[] = [];
  const keys: string[] = [];
  let nowMs = 0;
  let kill: Kill = null;
  let isDaemonUp = true;
  const show = (alert: Alert) => {
    if (kill === 'before-show') throw new Killed();
    if (!isDaemonUp) return Promise.resolve({ ok: false as const, reason: 'no daemon' });
    const showing = showings.get(alert.key) ?? { times: 0, wasKilledAfter: false };
    showing.times += 1;
    showings.set(alert.key, showing);
    if (kill === 'after-show') {
      showing.wasKilledAfter = true;
      throw new Killed();
    }
    return Promise.resolve({ ok: true as const });
  };
  const start = () => {
    const pump = createAlertDelivery({ outbox, show, clock: () => nowMs });
    return { pump, state: outbox.readState() };
  };
  let program = start();
  for (const step of world.steps) {
    ({ nowMs, kill, isDaemonUp } = step);
    if (step.isRestart) program = start();
    const result = stepAlerts({
      accounts: accountsOf(step),
      settings: world.settings,
      state: program.state,
      nowMs,
      timeZone: world.timeZone,
    });
    if (kill === 'before-save') {
      program = start();
      continue;
    }
    decided.push(...result.due.map((alert) => ({ step: step.index, what: whatOf(alert) })));
    keys.push(...result.due.map(({ key }) => key));
    if (result.state !== program.state || result.due.length > 0) outbox.saveStep(result, nowMs);
    program.state = result.state;
    await program.pump().catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
      program = start();
    });
  }
  // At last everything works again, and the clock goes on.
  kill = null;
  isDaemonUp = true;
  for (let times = 0; times < 3; times += 1) {
    nowMs += HOUR;
    await program.pump();
  }
  return judge(connection, keys, showings, decided);
}

function judge(
  connection: Lab['connection'],
  keys: readonly string[],
  showings: ReadonlyMap<string, Showing>,
  decided: readonly Shown[],
) {
  const rows = connection
    .prepare<[], { key: string; status: string; crashes: number; failure: string | null }>(
      'SELECT key, status, crashes, last_failure AS failure FROM alert_outbox',
    )
    .all();
  const faults = new Set(keys).size === keys.length ? [] : ['a key was given twice'];
  if (rows.length !== keys.length) faults.push(`${keys.length} due, ${rows.length} in the outbox`);
  let expired = 0;
  let repeats = 0;
  for (const { key, status, crashes, failure } of rows) {
    const { times, wasKilledAfter } = showings.get(key) ?? { times: 0, wasKilledAfter: false };
    if (times === 0) {
      expired += 1;
      const isExcused = failure !== null || crashes > 0 || status === 'expired';
      if (status !== 'expired' && crashes < 2) faults.push(`${key} never shown: ${status}`);
      if (!isExcused) faults.push(`${key} expired without a reason`);
    } else if (times > 1) {
      repeats += 1;
      if (times > 2 || !wasKilledAfter) faults.push(`${key} shown ${times} times`);
    }
    if (status === 'pending' || status === 'begun') faults.push(`${key} still ${status}`);
  }
  const shown = showings.size;
  return { decided, faults, counts: { shown, repeats, expired } };
}

/** The oracle's name of an alert. */
function whatOf(alert: Alert): string {
  const { content } = alert;
  if (content.kind === 'quiet-summary') {
    return `summary: ${content.missed.map(whatOf).toSorted().join(', ')}`;
  }
  const account = alert.account === 'home|0' ? 0 : 1;
  switch (content.kind) {
    case 'plan-level':
      return `${account}|${content.windowKind}|level ${content.levelPercent}`;
    case 'forecast':
      return `${account}|${content.windowKind}|forecast`;
    case 'plan-back':
      return `${account}|${content.windowKind}|back`;
    case 'low-balance':
      return `${account}|balance|level ${content.levelMicros}`;
    case 'event':
      return `${account}|event|${alert.key.replace('event|', '')}`;
    default:
      return content.kind;
  }
}

/** Every due alert exactly once, at its step: what is missing and what is too much. */
function differences(expected: readonly Shown[], actual: readonly Shown[]): string[] {
  const count = new Map<string, number>();
  const name = ({ step, what }: Shown) => `step ${step}: ${what}`;
  for (const shown of expected) count.set(name(shown), (count.get(name(shown)) ?? 0) - 1);
  for (const shown of actual) count.set(name(shown), (count.get(name(shown)) ?? 0) + 1);
  return [...count].flatMap(([text, difference]) =>
    difference === 0 ? [] : `${difference > 0 ? 'too much' : 'missing'}: ${text}`,
  );
}

/** Lives until at least so many windows were seen. */
export async function liveWindows(windows: number, firstSeed: number): Promise<LifeCounts> {
  const lab = createLab();
  const sum: LifeCounts = { windows: 0, due: 0, shown: 0, repeats: 0, expired: 0, faults: [] };
  for (let seed = firstSeed; sum.windows < windows && sum.faults.length < 20; seed += 1) {
    for (const kind of ['plain', 'mixed'] as const) {
      const counts = await live(lab, seed, kind);
      sum.windows += counts.windows;
      sum.due += counts.due;
      sum.shown += counts.shown;
      sum.repeats += counts.repeats;
      sum.expired += counts.expired;
      sum.faults.push(...counts.faults);
    }
  }
  lab.close();
  return sum;
}
