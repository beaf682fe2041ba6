/** The tables that can be exported, out of the database. */
import type { ExportRequest, TableKind } from '../../preload/contract/review/exports.ts';
import type { AgentId } from '../../preload/contract/snapshot.ts';
import { AGENT_LIST, firstFolderOf } from '../agents/registry.ts';
import { addDays, formatIsoInstant, zoneOf, type Zone } from '../domain/calendar.ts';
import { recordedConsents } from '../domain/consentLedger.ts';
import type { StoredEntry } from '../domain/ledger/chain.ts';
import type { Cell, ExportHeader, ExportTable } from '../domain/review/exportText.ts';
import { createMoneyTables } from '../store/money.ts';
import { createReader } from '../store/read.ts';
import type { ReviewContext } from './reviewContext.ts';

/** What an export is made from; the terminal has it without a window. */
export type ExportContext = Pick<ReviewContext, 'database' | 'machine' | 'timeZone' | 'clock'>;

export type Export = { readonly table: ExportTable; readonly header: ExportHeader };

type Sources = {
  readonly reader: ReturnType<typeof createReader>;
  readonly money: ReturnType<typeof createMoneyTables>;
  /** The folder that events count for which were saved without one. */
  readonly ownerOf: (agent: AgentId, folder: string | null) => string;
  readonly zone: Zone;
  readonly fromMs: number;
  readonly untilMs: number;
};

const EVERY_ENTRY = 1_000_000;

export type TableRequest = Pick<ExportRequest, 'sinceDay' | 'untilDay'> & {
  readonly kind: TableKind;
};

/** Gathers one export. @throws SQLite's error */
export function exportOf(request: TableRequest, context: ExportContext): Export {
  const { connection } = context.database;
  const zone = zoneOf(context.timeZone);
  const { sinceDay, untilDay } = request;
  const sources: Sources = {
    reader: createReader(
      connection,
      AGENT_LIST.map(({ id }) => id),
    ),
    money: createMoneyTables(connection, false),
    ownerOf: (agent, folder) => folder ?? firstFolderOf(agent, context.machine),
    zone,
    fromMs: sinceDay === null ? 0 : zone.startOfDay(sinceDay),
    untilMs: untilDay === null ? Number.MAX_SAFE_INTEGER : zone.startOfDay(addDays(untilDay, 1)),
  };
  const table = TABLES[request.kind](sources);
  const header: ExportHeader = {
    kind: request.kind,
    madeAt: formatIsoInstant(context.clock()),
    timeZone: context.timeZone,
    provenance: PROVENANCE[request.kind],
    coverage: {
      sinceDay,
      untilDay,
      rows: table.rows.length,
      refusedLines: sources.reader.refusedLines(),
      unpricedModels: sources.reader.unpricedModels(),
      priceTable: sources.reader.priceVersion(),
    },
  };
  return { table, header };
}

const PROVENANCE: Readonly<Record<TableKind, Readonly<Record<string, string>>>> = {
  usage: {
    tokens: 'counted in the agents’ local session files',
    costMicros: 'estimated: micro-dollars at API prices by the dated price table',
    creditMicros: 'estimated: the part paid with usage credits, derived from plan readings',
  },
  ledger: {
    units: 'as stated; divide by ten to the exponent',
    basis: 'reported: somebody stated it; estimated: computed',
    rowHash: 'each row holds the hash of the one before',
  },
  answers: { capMicros: 'micro-dollars, as answered', basis: 'the user’s own word' },
};

const TABLES: Readonly<Record<TableKind, (sources: Sources) => ExportTable>> = {
  usage: usageTable,
  ledger: ledgerTable,
  answers: answersTable,
};

type Sums = {
  answers: number;
  unpriced: number;
  input: number;
  output: number;
  cacheWrite: number;
  cacheRead: number;
  costMicros: number | null;
  creditMicros: number;
  unclearAnswers: number;
};

/** One row a local day, account, project, session and model. */
function usageTable({ reader, money, ownerOf, zone, fromMs, untilMs }: Sources): ExportTable {
  const rows = new Map<
    string,
    { readonly names: readonly (string | null)[]; readonly sums: Sums }
  >();
  const at = (names: readonly (string | null)[]) => {
    const key = JSON.stringify(names);
    const known = rows.get(key);
    if (known) return known.sums;
    const sums = emptySums();
    rows.set(key, { names, sums });
    return sums;
  };
  for (const event of reader.eventsBetween(fromMs, untilMs)) {
    const day = zone.dayOf(event.atMs);
    const { agent, project, sessionId, model } = event;
    const account = ownerOf(agent, event.account);
    const sums = at([day, agent, account, project, sessionId, model]);
    sums.answers += 1;
    sums.input += event.inputTokens;
    sums.output += event.outputTokens;
    sums.cacheWrite += event.cacheWriteTokens;
    sums.cacheRead += event.cacheReadTokens;
    if (event.costMicros === null) sums.unpriced += 1;
    else sums.costMicros = (sums.costMicros ?? 0) + event.costMicros;
  }
  for (const cell of reader.removedBetween(fromMs, untilMs)) {
    const account = ownerOf(cell.agent, cell.account);
    const sums = at([zone.dayOf(cell.atMs), cell.agent, account, cell.project, null, cell.model]);
    sums.answers += cell.sumOf.events;
    sums.input += cell.inputTokens;
    sums.output += cell.outputTokens;
    sums.cacheWrite += cell.cacheWriteTokens;
    sums.cacheRead += cell.cacheReadTokens;
    sums.unpriced += cell.sumOf.unpricedEvents;
    if (cell.costMicros !== null) sums.costMicros = (sums.costMicros ?? 0) + cell.costMicros;
  }
  for (const key of money.facts.accountsWithEvents((agent) => ownerOf(agent, null))) {
    for (const event of money.paid.paidBetween(key, fromMs, untilMs)) {
      const day = zone.dayOf(event.atMs);
      const sums = at([day, key.agent, key.account, event.project, event.sessionId, event.model]);
      if (event.side === 'credits') sums.creditMicros += event.costMicros ?? 0;
      else sums.unclearAnswers += 1;
    }
  }
  return {
    columns: [
      ...['day', 'agent', 'account', 'project', 'session', 'model', 'answers', 'inputTokens'],
      ...['outputTokens', 'cacheWriteTokens', 'cacheReadTokens', 'costMicros', 'creditMicros'],
      ...['unpricedAnswers', 'unclearAnswers'],
    ],
    rows: [...rows.values()]
      .sort((a, b) => ((a.names[0] ?? '') < (b.names[0] ?? '') ? -1 : 1))
      .map(({ names, sums }): Cell[] => [
        ...names,
        sums.answers,
        sums.input,
        sums.output,
        sums.cacheWrite,
        sums.cacheRead,
        sums.costMicros,
        sums.creditMicros,
        sums.unpriced,
        sums.unclearAnswers,
      ]),
  };
}

function emptySums(): Sums {
  return {
    answers: 0,
    unpriced: 0,
    input: 0,
    output: 0,
    cacheWrite: 0,
    cacheRead: 0,
    costMicros: null,
    creditMicros: 0,
    unclearAnswers: 0,
  };
}

function storedBetween({ money, fromMs, untilMs }: Sources): StoredEntry[] {
  return money.ledger
    .page(EVERY_ENTRY)
    .entries.filter(({ entry }) => entry.atMs >= fromMs && entry.atMs < untilMs)
    .toReversed();
}

function ledgerTable(sources: Sources): ExportTable {
  return {
    columns: [
      ...['sequence', 'key', 'kind', 'agent', 'account', 'at', 'currency', 'exponent', 'units'],
      ...['source', 'basis', 'note', 'details', 'recordedAt', 'previousHash', 'rowHash'],
    ],
    rows: storedBetween(sources).map(({ entry, ...row }): Cell[] => [
      row.sequence,
      entry.key,
      entry.kind,
      entry.agent,
      entry.account,
      formatIsoInstant(entry.atMs),
      entry.amount?.currency ?? null,
      entry.amount?.exponent ?? null,
      entry.amount?.units ?? null,
      entry.source,
      entry.basis,
      entry.note,
      JSON.stringify(entry.details),
      formatIsoInstant(row.recordedAtMs),
      row.previousHash,
      row.rowHash,
    ]),
  };
}

/** Receipts of the answers at the boundary, with how each ended and what was spent against it. */
function answersTable(sources: Sources): ExportTable {
  const entries = storedBetween(sources).map(({ entry }) => entry);
  const ends = new Map(
    entries.flatMap((entry) =>
      entry.kind === 'consent-ended'
        ? [
            [
              entry.details.consentKey,
              [entry.details.reason, formatIsoInstant(entry.atMs)] as const,
            ],
          ]
        : [],
    ),
  );
  const breaches = new Map<string, number>();
  for (const entry of entries) {
    if (entry.kind !== 'breach' || entry.amount === null) continue;
    const key = entry.details.consentKey;
    breaches.set(key, (breaches.get(key) ?? 0) + entry.amount.units);
  }
  return {
    columns: [
      ...['id', 'agent', 'account', 'at', 'answer', 'capMicros', 'scope', 'endsAt', 'shown'],
      ...['endedBecause', 'endedAt', 'beyondMicros'],
    ],
    rows: recordedConsents(entries).map(({ consent, key }): Cell[] => {
      const [reason = null, endedAt = null] = ends.get(key) ?? [];
      const { scope } = consent;
      const scopeText =
        scope.kind === 'everything'
          ? 'everything'
          : scope.kind === 'project'
            ? `project ${scope.project}`
            : `session ${scope.sessionId}`;
      return [
        consent.id,
        consent.agent,
        consent.account,
        formatIsoInstant(consent.atMs),
        consent.kind,
        consent.capMicros,
        scopeText,
        consent.endsAtMs === null ? null : formatIsoInstant(consent.endsAtMs),
        consent.shownText,
        reason,
        endedAt,
        breaches.get(key) ?? null,
      ];
    }),
  };
}
