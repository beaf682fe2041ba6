/**
 * Asks the user's own programs, one question at a time and beside the engine's turns: no look waits for a
 * program. What was learnt is handed in as a turn of its own.
 */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import os from 'node:os';
import type { SourceId } from '../../preload/contract/snapshot.ts';
import { ENGLISH } from '../../preload/contract/languages/say.ts';
import { sourceName } from '../../preload/contract/wording.ts';
import { redact } from '../domain/redaction.ts';
import type { AgentActivity } from '../domain/windowViews.ts';
import type { Clock, Machine } from '../ports.ts';
import type { SourceOutcome, SourceProblem, SourceSwitches } from '../sources/asked.ts';
import { ASKED_SOURCES } from '../sources/askedSources.ts';
import { findProgram } from '../sources/program/findProgram.ts';
import { afterAsking, beforeAsking, mayAsk, type AskDecision } from '../sources/schedule.ts';
import type { AskPage } from '../store/askBook.ts';
import { storeFailureOf, type StoreFailure } from '../store/problems.ts';
import {
  candidatesOf,
  CREDITS_WITHIN_MS,
  floorOf,
  lastReadingOf,
  mayAskNow,
  pageOf,
  stateOf,
  statusOf,
  type AgentFolders,
  type Candidate,
  type SourceStatus,
} from './askedPlan.ts';
import type { Tables, WritingTables } from './database.ts';
import type { Trouble } from './problemBook.ts';

/** Does something with the writing tables in a turn of the engine's. Resolves to false where it cannot write. */
export type HandIn = (work: (writing: WritingTables) => void, isNews: boolean) => Promise<boolean>;

export type AskedDeskOptions = {
  readonly machine: Machine;
  readonly clock: Clock;
  /** Tollgate's own version, for programs that ask who is asking. */
  readonly version: string;
  readonly handIn: HandIn;
};

/** What the engine knows when it looks. */
export type AskedLook = {
  readonly tables: Tables;
  readonly switches: SourceSwitches;
  readonly agents: readonly AgentFolders[];
  readonly activities: readonly AgentActivity[];
  readonly liveWithinMs: number;
  /** A first reading of all logs has been saved. */
  readonly isImported: boolean;
  /** Whether questions may be asked without somebody waiting for them. */
  readonly mayAskByItself: boolean;
};

type Refusal = Extract<AskDecision, { mayAsk: false }>['because'] | 'another-program';

/** What became of a user's own question about one account. */
export type AskedAnswer = { readonly source: SourceId; readonly account: string } & (
  | { readonly outcome: SourceOutcome; readonly refusedBecause: null }
  | {
      readonly outcome: null;
      readonly refusedBecause: Refusal;
      /** When it may be asked; null when time alone changes nothing. */
      readonly notBeforeMs: number | null;
    }
);

export function createAskedDesk({ machine, clock, version, handIn }: AskedDeskOptions) {
  const stop = new AbortController();
  let latest: AskedLook | null = null;
  let pages: readonly AskPage[] = [];
  let failure: StoreFailure | null = null;
  let running: Promise<unknown> | null = null;

  /** The first question whose time has come; null: none. */
  function nextDue(look: AskedLook): Candidate | null {
    const nowMs = clock();
    const due = candidatesOf(ASKED_SOURCES, look.agents).find((candidate) => {
      const { source, account } = candidate;
      if (!source.isSwitchedOn(look.switches)) return false;
      const page = pageOf(pages, candidate);
      const { asks } = look.tables;
      const who = { agent: source.agent, account };
      const activity = look.activities.find(
        (one) => one.agent === source.agent && one.account === account,
      );
      const newest = {
        windowAtMs: asks.newestWindowAtMs(who, nowMs - CREDITS_WITHIN_MS, nowMs),
        planAtMs: asks.newestPlanAtMs({ source: source.id, account }),
      };
      const decision = mayAsk(
        stateOf(page),
        {
          isSwitchedOn: true,
          isFirstImportComplete: look.isImported,
          lastActivityAtMs: activity?.lastEventAtMs ?? null,
          lastReadingAtMs: lastReadingOf(source, page, newest, nowMs),
          isRequested: false,
          floorMs: floorOf(source, look.switches),
          liveWithinMs: look.liveWithinMs,
        },
        nowMs,
      );
      return decision.mayAsk;
    });
    return due ?? null;
  }

  /** Keeps the time of asking first: it holds however the question ends. */
  function noteAsking(writing: WritingTables, candidate: Candidate): AskPage {
    const page = pageOf(pages, candidate);
    const asked = { ...page, ...beforeAsking(stateOf(page), clock()) };
    writing.asks.save(asked);
    remember(asked);
    return asked;
  }

  function remember(page: AskPage): void {
    const isOther = ({ source, account }: AskPage) =>
      source !== page.source || account !== page.account;
    pages = [...pages.filter(isOther), page];
  }

  async function ask(candidate: Candidate, page: AskPage, look: AskedLook): Promise<SourceOutcome> {
    const outcome = await outcomeOf(candidate, look.tables);
    // Tollgate is quitting: nothing was learnt, neither good nor bad.
    if (!outcome.ok && outcome.problem.kind === 'cancelled') return outcome;
    const floorMs = floorOf(candidate.source, look.switches);
    const next = pageAfter(page, outcome, floorMs, clock());
    await handIn((writing) => {
      try {
        writing.asks.save(next, outcome.ok ? outcome.report : null);
        remember(next);
        failure = null;
      } catch (error) {
        failure = storeFailureOf(error);
      }
    }, true);
    return outcome;
  }

  async function outcomeOf({ source, account }: Candidate, tables: Tables): Promise<SourceOutcome> {
    const { variables, homeFolder } = machine;
    const previous = tables.asks.mark({ source: source.id, account });
    const name = source.programName;
    try {
      const program = await findProgram({
        name,
        variables,
        homeFolder,
        platform: process.platform,
      });
      if (program === null) return { ok: false, problem: missing(name) };
      const signal = stop.signal;
      const temporaryFolder = os.tmpdir();
      const place = { variables, homeFolder, temporaryFolder, clock, version, signal };
      return await source.ask({ program, account, previous, ...place });
    } catch (error) {
      // Nothing that a program does may end the engine.
      const message = inEnglish('The program could not be asked ({reason}).', {
        reason: error instanceof Error ? error.message : String(error),
      });
      return { ok: false, problem: { kind: 'program-refused', message } };
    }
  }

  function begin<T>(work: Promise<T>): Promise<T> {
    const question = work.finally(() => {
      if (running === question) running = null;
    });
    running = question;
    return question;
  }

  /** One account of a user's own question. */
  async function askNow(candidate: Candidate, look: AskedLook): Promise<AskedAnswer> {
    const who = { source: candidate.source.id, account: candidate.account };
    const byAnother = { ...who, outcome: null, refusedBecause: 'another-program' } as const;
    if (!look.tables.writing) return { ...byAnother, notBeforeMs: null };
    const page = pageOf(pages, candidate);
    const decision = mayAskNow(candidate, page, look.switches, look.isImported, clock());
    if (!decision.mayAsk) {
      const { because: refusedBecause, notBeforeMs } = decision;
      return { ...who, outcome: null, refusedBecause, notBeforeMs };
    }
    let asked: AskPage | null = null;
    await handIn((writing) => (asked = noteAsking(writing, candidate)), false);
    if (!asked) return { ...byAnother, notBeforeMs: null };
    return { ...who, outcome: await ask(candidate, asked, look), refusedBecause: null };
  }

  return {
    /** Called in the engine's turn; begins at most one question and does not wait for it. */
    look(look: AskedLook): void {
      latest = look;
      const { writing, asks } = look.tables;
      try {
        pages = asks.pages();
        if (!look.mayAskByItself || !writing || running || stop.signal.aborted) return;
        const due = nextDue(look);
        if (due) void begin(ask(due, noteAsking(writing, due), look));
        failure = null;
      } catch (error) {
        failure = storeFailureOf(error);
      }
    },
    /** Asks every account of a source now, for a user who waits. Empty where its agent has no folder. */
    async askNow(id: SourceId): Promise<AskedAnswer[]> {
      const look = latest;
      if (!look) return [];
      const answers: AskedAnswer[] = [];
      const wanted = ASKED_SOURCES.filter((source) => source.id === id);
      for (const candidate of candidatesOf(wanted, look.agents)) {
        await running;
        answers.push(await begin(askNow(candidate, look)));
      }
      return answers;
    },
    statuses: (): SourceStatus[] =>
      latest === null
        ? []
        : candidatesOf(ASKED_SOURCES, latest.agents).map((candidate) =>
            statusOf(candidate, pages, (latest as AskedLook).switches, clock()),
          ),
    troubles: (): Trouble[] => (latest === null ? [] : askTroubles(latest, pages)),
    failure: (): StoreFailure | null => failure,
    /** Ends a question at once. Not in the engine's turn, which a question's end may wait for. */
    async close(): Promise<void> {
      stop.abort();
      await running;
    },
  };
}

function pageAfter(page: AskPage, outcome: SourceOutcome, floorMs: number, nowMs: number): AskPage {
  const state = stateOf(page);
  if (outcome.ok) {
    const { unknownKinds } = outcome.report;
    const next = afterAsking(state, 'answered', floorMs, nowMs);
    return { ...page, ...next, problem: null, unknownKinds };
  }
  const { kind, message } = outcome.problem;
  const how = kind === 'not-available' ? 'unavailable' : 'failed';
  const next = afterAsking(state, how, floorMs, nowMs);
  return { ...page, ...next, problem: { kind, message: redact(message), atMs: nowMs } };
}

function missing(name: string): SourceProblem {
  const message = inEnglish(
    'The program “{name}” was not found on the search path or where it is usually installed.',
    { name },
  );
  return { kind: 'program-missing', message };
}

/** One trouble an account, because a person mends them at one place. */
function askTroubles({ agents, switches }: AskedLook, pages: readonly AskPage[]): Trouble[] {
  const byAccount = new Map<string, string[]>();
  for (const candidate of candidatesOf(ASKED_SOURCES, agents)) {
    const { problem } = pageOf(pages, candidate);
    if (!problem || !candidate.source.isSwitchedOn(switches)) continue;
    const said = inEnglish('{source}: {message}', {
      source: sourceName(candidate.source.id, ENGLISH),
      message: problem.message,
    });
    byAccount.set(candidate.account, [...(byAccount.get(candidate.account) ?? []), said]);
  }
  return [...byAccount].map(([account, said]) => ({
    kind: 'source-failed',
    severity: 'notice',
    message: said.join(' '),
    path: account,
    count: null,
  }));
}
