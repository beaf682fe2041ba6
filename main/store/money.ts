/** Everything about money in one database: the ledger, who paid for which event, and what that follows from. */
import type { PaidState } from '../domain/ledger/paidState.ts';
import { parsePaidState } from '../domain/ledger/paidState.ts';
import type { AccountKey } from '../domain/ledger/split.ts';
import type { PaidEvent } from '../domain/ledger/spend.ts';
import { createChangeMarkEraser, createChangeMarkReader } from './changeMark.ts';
import { createLedgerReader } from './ledger.ts';
import { createMoneyFactsReader } from './moneyFacts.ts';
import type { Connection } from './open.ts';
import { createPaidEventReader, createPaidEventWriter } from './paidEvents.ts';

const STATE = 'paidEventState';

/** One stretch of one account, derived anew. */
export type DerivedStretch = {
  readonly account: AccountKey;
  readonly span: { readonly fromMs: number; readonly untilMs: number };
  readonly events: Iterable<PaidEvent>;
};

/** @param canWrite false while another program holds the writer's lock: then only what is stored is read */
export function createMoneyTables(connection: Connection, canWrite: boolean) {
  const state = connection
    .prepare<[], string>(`SELECT value FROM setting WHERE key = '${STATE}'`)
    .pluck();
  return {
    ledger: createLedgerReader(connection),
    paid: createPaidEventReader(connection),
    facts: createMoneyFactsReader(connection),
    /** The earliest time at which an event is other than when it was last derived from; null: none is. */
    changedFromMs: createChangeMarkReader(connection),
    /** How far deriving has come. What cannot be read counts as nothing, which derives everything again. */
    paidState: (): PaidState => parsePaidState(state.get() ?? null),
    writing: canWrite ? createMoneyWriter(connection) : null,
  };
}

export type MoneyTables = ReturnType<typeof createMoneyTables>;

function createMoneyWriter(connection: Connection) {
  const paid = createPaidEventWriter(connection);
  const eraseMark = createChangeMarkEraser(connection);
  const save = connection.prepare<[string]>(
    `INSERT INTO setting (key, value) VALUES ('${STATE}', ?)
     ON CONFLICT DO UPDATE SET value = excluded.value`,
  );
  const advance = connection.transaction(
    (next: PaidState, stretches: readonly DerivedStretch[]) => {
      for (const { account, span, events } of stretches) paid.replaceBetween(account, span, events);
      save.run(JSON.stringify(next));
      eraseMark();
    },
  );
  return {
    /** Saves one step with how far it came, all or nothing. `next` must know of the mark that this takes away. */
    advance(next: PaidState, stretches: readonly DerivedStretch[]): void {
      try {
        advance.immediate(next, stretches);
      } catch (error) {
        paid.forget();
        throw error;
      }
    },
  };
}
