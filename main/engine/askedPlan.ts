/** Which source of which account is to be asked, and how each stands. Pure: no clock, no disk. */
import type { AgentId, SourceId } from '../../preload/contract/snapshot.ts';
import { MINUTE_MS } from '../domain/calendar.ts';
import type { AskedSource, SourceSwitches } from '../sources/asked.ts';
import {
  LEAST_FLOOR_MS,
  mayAsk,
  NEVER_ASKED,
  parseAskState,
  type AskDecision,
  type AskState,
} from '../sources/schedule.ts';
import type { AskPage } from '../store/askBook.ts';

/** Month-to-date figures stand in no other source, so fresh windows put a question off this long at most. */
export const CREDITS_WITHIN_MS = 60 * MINUTE_MS;

/** A source together with an account that it can be asked about. */
export type Candidate = { readonly source: AskedSource; readonly account: string };

/** An agent's configuration folders that are there. */
export type AgentFolders = { readonly id: AgentId; readonly folders: readonly string[] };

/** How a source stands for one account; what `doctor` shows. */
export type SourceStatus = {
  readonly source: SourceId;
  readonly agent: AgentId;
  readonly account: string;
  readonly isSwitchedOn: boolean;
  readonly everyMinutes: number;
  readonly lastAskedAtMs: number | null;
  readonly failures: number;
  /** When the floor or the pause after failures ends; null: it may be asked now. */
  readonly nextAllowedAtMs: number | null;
  readonly problem: AskPage['problem'];
  /** Limits in the last answer that are of no known kind. */
  readonly unknownKinds: readonly string[];
};

/** Every source with every folder of its agent, in the order of the sources. */
export function candidatesOf(
  sources: readonly AskedSource[],
  agents: readonly AgentFolders[],
): Candidate[] {
  return sources.flatMap((source) =>
    agents
      .filter(({ id }) => id === source.agent)
      .flatMap(({ folders }) => folders.map((account) => ({ source, account }))),
  );
}

/** How far apart questions are at least: what the user set, never below five minutes. */
export function floorOf(source: AskedSource, switches: SourceSwitches): number {
  return Math.max(LEAST_FLOOR_MS, source.everyMinutes(switches) * MINUTE_MS);
}

export function pageOf(pages: readonly AskPage[], { source, account }: Candidate): AskPage {
  const found = pages.find((page) => page.source === source.id && page.account === account);
  return found ?? { source: source.id, account, ...NEVER_ASKED, problem: null, unknownKinds: [] };
}

/** The part of a page that the schedule looks at. */
export function stateOf(page: AskPage): AskState {
  return parseAskState(page);
}

/**
 * When the figures of a source were last stated by anybody, as the schedule wants it.
 * @param newest of the windows' use and of the plan, each null when unknown
 */
export function lastReadingOf(
  { figures }: AskedSource,
  page: AskPage,
  newest: { readonly windowAtMs: number | null; readonly planAtMs: number | null },
  nowMs: number,
): number | null {
  if (figures === 'plan') return newest.planAtMs;
  const { lastAskedAtMs } = page;
  const isCreditsOld = lastAskedAtMs === null || nowMs - lastAskedAtMs >= CREDITS_WITHIN_MS;
  return figures === 'windows-and-credits' && isCreditsOld ? null : newest.windowAtMs;
}

/** Whether a user's own question may be asked now. */
export function mayAskNow(
  candidate: Candidate,
  page: AskPage,
  switches: SourceSwitches,
  isImported: boolean,
  nowMs: number,
): AskDecision {
  return mayAsk(
    stateOf(page),
    {
      isSwitchedOn: candidate.source.isSwitchedOn(switches),
      isFirstImportComplete: isImported,
      lastActivityAtMs: null,
      lastReadingAtMs: null,
      isRequested: true,
      floorMs: floorOf(candidate.source, switches),
      liveWithinMs: 0,
    },
    nowMs,
  );
}

export function statusOf(
  candidate: Candidate,
  pages: readonly AskPage[],
  switches: SourceSwitches,
  nowMs: number,
): SourceStatus {
  const { source, account } = candidate;
  const page = pageOf(pages, candidate);
  const decision = mayAskNow(candidate, page, switches, true, nowMs);
  return {
    source: source.id,
    agent: source.agent,
    account,
    isSwitchedOn: source.isSwitchedOn(switches),
    everyMinutes: floorOf(source, switches) / MINUTE_MS,
    lastAskedAtMs: page.lastAskedAtMs,
    failures: page.failures,
    nextAllowedAtMs: decision.mayAsk ? null : decision.notBeforeMs,
    problem: page.problem,
    unknownKinds: page.unknownKinds,
  };
}
