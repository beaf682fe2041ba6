/** The derived table: kept up to date step by step it is what a rebuild makes, to the micro-dollar. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { balanceAt } from '../../../main/domain/ledger/balance.ts';
import { touchedFromMs } from '../../../main/domain/ledger/planState.ts';
import { isPaidEvent, spendOf, type PaidEvent } from '../../../main/domain/ledger/spend.ts';
import {
  CONTEXT_MS,
  splitEvents,
  type AccountKey,
  type SplitEvent,
} from '../../../main/domain/ledger/split.ts';
import type { LimitReading } from '../../../main/domain/limits.ts';
import { createLedgerReader, createLedgerWriter } from '../../../main/store/ledger.ts';
import { createPaidEventReader, createPaidEventWriter } from '../../../main/store/paidEvents.ts';
import { createRandom } from '../../bench/random.ts';
import { historyOf, shuffled, type AccountHistory } from '../../soak/history.ts';
import { createLab } from './ledgerLab.ts';

const HISTORIES = 100;
const EVER = Number.MAX_SAFE_INTEGER;

let lab: ReturnType<typeof createLab>;

beforeEach(() => {
  lab = createLab();
});

afterEach(() => lab.remove());

/** Lives through a history: events and readings one by one, in any order, the table after each. */
function live(
  who: AccountKey,
  { events, evidence }: AccountHistory,
  replaceFrom: (fromMs: number, paid: PaidEvent[]) => void,
  seed: number,
): void {
  const known: SplitEvent[] = [];
  const readings: LimitReading[] = [];
  const arrivals = shuffled<SplitEvent | LimitReading>(
    [...events, ...evidence.readings],
    createRandom(seed),
  );
  for (const arrival of arrivals) {
    let fromMs: number;
    if ('key' in arrival) {
      known.push(arrival);
      fromMs = arrival.atMs;
    } else {
      readings.push(arrival);
      fromMs = touchedFromMs(readings, arrival);
    }
    const context = known.filter(({ atMs }) => atMs >= fromMs - CONTEXT_MS);
    const drawn = splitEvents(context, { ...evidence, readings });
    replaceFrom(
      fromMs,
      drawn.filter(isPaidEvent).filter(({ atMs }) => atMs >= fromMs),
    );
  }
}

describe('the table of paid events', () => {
  it('is the same step by step as rebuilt, and so are the balances made from it', () => {
    const { connection } = lab.open();
    const writer = createPaidEventWriter(connection);
    const reader = createPaidEventReader(connection);
    const ledger = createLedgerWriter(connection);
    const entriesOf = createLedgerReader(connection).entriesOf;
    let rows = 0;
    for (let seed = 1; seed <= HISTORIES; seed += 1) {
      const { accounts, asOfMs, currencies } = historyOf(seed);
      for (const history of accounts) {
        // An account of its own for each history, so that each finds the table as the others left it.
        const who = { agent: history.agent, account: `${history.account}-${seed}` };
        const entries = history.entries.map((entry) => ({
          ...entry,
          key: `${seed}|${entry.key}`,
          account: who.account,
        }));
        ledger.append(shuffled([...entries, ...entries], createRandom(seed)), asOfMs);
        live(
          who,
          history,
          (fromMs, paid) => writer.replaceBetween(who, { fromMs, untilMs: EVER }, paid),
          seed,
        );
        const stepByStep = [...reader.paidBetween(who, 0, EVER)];
        const whole = splitEvents(history.events, history.evidence).filter(isPaidEvent);
        writer.replaceBetween(who, { fromMs: 0, untilMs: EVER }, whole);
        const rebuilt = [...reader.paidBetween(who, 0, EVER)];
        expect(stepByStep).toEqual(rebuilt);
        expect(rebuilt).toEqual(
          whole.map(({ key, sessionId, project, model, atMs, costMicros, side, because }) => ({
            key,
            sessionId,
            project,
            model,
            atMs,
            costMicros,
            side,
            because,
          })),
        );
        for (const currency of currencies) {
          const book = { ...who, currency };
          const fromTable = balanceAt(
            book,
            entriesOf(who),
            (fromMs, untilMs) => reader.spentBetween(who, fromMs, untilMs),
            asOfMs,
          );
          // Of the table's entries their places there are known as well.
          expect(fromTable).toMatchObject(balanceAt(book, entries, spendOf(whole), asOfMs));
        }
        rows += rebuilt.length;
      }
    }
    expect(rows).toBeGreaterThan(100);
    expect(createLedgerReader(connection).verify().isWhole).toBe(true);
  });

  it('keeps accounts and agents apart', () => {
    const { connection } = lab.open();
    const writer = createPaidEventWriter(connection);
    const reader = createPaidEventReader(connection);
    const event: PaidEvent = {
      key: 'event',
      sessionId: 'session',
      project: null,
      model: 'model',
      atMs: 1000,
      costMicros: 7,
      side: 'credits',
      because: 'plan-used-up',
    };
    const keys: AccountKey[] = [
      { agent: 'claude-code', account: '/one' },
      { agent: 'claude-code', account: '/two' },
      { agent: 'codex', account: '/one' },
    ];
    keys.forEach((who, index) =>
      writer.replaceBetween(who, { fromMs: 0, untilMs: EVER }, [
        { ...event, costMicros: index + 1 },
      ]),
    );
    writer.replaceBetween(
      { agent: 'claude-code', account: '/two' },
      { fromMs: 1001, untilMs: EVER },
      [],
    );
    const micros = () => keys.map((who) => reader.spentBetween(who, 0, EVER).creditMicros);
    expect(micros()).toEqual([1, 2, 3]);
    writer.replaceBetween(
      { agent: 'claude-code', account: '/two' },
      { fromMs: 1000, untilMs: EVER },
      [],
    );
    expect(micros()).toEqual([1, 0, 3]);
    expect(reader.spentBetween(keys[0]!, 1001, EVER).creditEvents).toBe(0);
    expect(reader.spentBetween(keys[0]!, 0, 1000).creditEvents).toBe(0);
  });

  it('puts all in place or nothing, and goes on', () => {
    const { connection } = lab.open();
    const writer = createPaidEventWriter(connection);
    const reader = createPaidEventReader(connection);
    const who: AccountKey = { agent: 'codex', account: '/new' };
    const event: PaidEvent = {
      key: 'event',
      sessionId: 'new session',
      project: '/new project',
      model: 'new model',
      atMs: 1000,
      costMicros: null,
      side: 'unknown',
      because: 'not-reported',
    };
    expect(() => writer.replaceBetween(who, { fromMs: 0, untilMs: EVER }, [event, event])).toThrow(
      'UNIQUE',
    );
    expect([...reader.paidBetween(who, 0, EVER)]).toEqual([]);
    // Ids of the names that were rolled back are not used again.
    writer.replaceBetween(who, { fromMs: 0, untilMs: EVER }, [event]);
    expect([...reader.paidBetween(who, 0, EVER)]).toEqual([event]);
  });
});
