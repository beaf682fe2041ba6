/** How a provider's account stands, and what a poll changes in it. Pure: no clock, no disk. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import { PROVIDERS, type KeyView, type ProviderId } from '../../preload/contract/keys.ts';
import type { ProviderProblem, ProviderView } from '../../preload/contract/providers.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import { MINUTE_MS } from '../domain/calendar.ts';
import { figuresOf, type ProviderRows } from '../domain/providers/figures.ts';
import {
  afterPoll,
  mayPoll,
  NEVER_POLLED,
  POLL_FLOOR_MS,
  progressOf,
  withSpan,
  type PollWish,
  type ReportState,
} from '../domain/providers/schedule.ts';
import { redact } from '../domain/redaction.ts';
import { PROVIDER_SOURCES } from '../sources/providers/index.ts';
import type { JobResult, PollOutcome } from '../sources/providers/poll.ts';
import type { ContactPage, SavedReport } from '../store/providerAccounts.ts';

/** An account that never named its organisation. */
export const UNNAMED = { id: 'unnamed', name: null } as const;

export function pageOf(pages: readonly ContactPage[], provider: ProviderId): ContactPage {
  const found = pages.find((page) => page.provider === provider);
  const nothing = { requests: 0, bytesSent: 0, bytesReceived: 0, lastContactAtMs: null };
  return found ?? { provider, ...NEVER_POLLED, ...nothing, problem: null, organisation: null };
}

export function isSwitchedOn(settings: Settings, provider: ProviderId): boolean {
  return settings.providers[PROVIDERS[provider].setting[1]];
}

export function wishOf(
  settings: Settings,
  provider: ProviderId,
  states: readonly ReportState[],
  isRequested: boolean,
): PollWish {
  const { everyMinutes, backFillDays } = settings.providers;
  return {
    shapes: PROVIDER_SOURCES[provider].reports,
    states,
    everyMs: Math.max(POLL_FLOOR_MS, everyMinutes * MINUTE_MS),
    backFillDays,
    isRequested,
  };
}

/** The page with what went over the wire. */
export function withTraffic(
  page: ContactPage,
  { traffic }: Pick<PollOutcome, 'traffic'>,
): ContactPage {
  return {
    ...page,
    requests: page.requests + traffic.requests,
    bytesSent: page.bytesSent + traffic.bytesSent,
    bytesReceived: page.bytesReceived + traffic.bytesReceived,
    lastContactAtMs: traffic.lastContactAtMs ?? page.lastContactAtMs,
  };
}

/** The page after a poll. A key that may read nothing at all is refused, whichever way it was said. */
export function pageAfter(page: ContactPage, outcome: PollOutcome, nowMs: number): ContactPage {
  const heard = withTraffic(page, outcome);
  const organisation = outcome.organisation ?? page.organisation;
  const failure = outcome.failure ?? nothingReadable(outcome.results);
  if (!failure) {
    const next = { ...heard, organisation: organisation ?? UNNAMED, problem: null };
    return { ...next, ...afterPoll(next, null, nowMs) };
  }
  const { kind, message, askedPauseMs } = failure;
  const problem = { kind, message: redact(message), atMs: nowMs };
  // A poll that failed may not have said whose account it is.
  const next = { ...heard, organisation, problem };
  return {
    ...next,
    ...afterPoll(next, { askedPauseMs, isLasting: kind === 'key-refused' }, nowMs),
  };
}

/** The page when the keychain did not give the key: nobody was asked. */
export function pageWithoutKey(page: ContactPage, message: string, nowMs: number): ContactPage {
  return {
    ...page,
    ...afterPoll(page, { askedPauseMs: null, isLasting: true }, nowMs),
    problem: { kind: 'keychain', message, atMs: nowMs },
  };
}

function nothingReadable(results: readonly JobResult[]): PollOutcome['failure'] {
  const refused = results.flatMap((result) =>
    !result.ok && result.problem.kind === 'key-refused' ? [result.problem] : [],
  );
  const [first] = refused;
  return first && refused.length === results.length ? { ...first, askedPauseMs: null } : null;
}

/** What is to be saved of a poll: rows, and how far each report goes now. */
export function savedOf(
  results: readonly JobResult[],
  before: readonly ReportState[],
  nowMs: number,
): { readonly reports: SavedReport[]; readonly states: ReportState[] } {
  const reports: SavedReport[] = [];
  const states = new Map<string, ReportState>(before.map((state) => [state.report, state]));
  const changed = new Set<string>();
  for (const result of results) {
    const { report, span } = result.job;
    const known = states.get(report) ?? {
      report,
      covered: null,
      answeredAtMs: null,
      triedAtMs: result.atMs,
      problem: null,
    };
    changed.add(report);
    if (!result.ok) {
      const { kind, message } = result.problem;
      states.set(report, {
        ...known,
        triedAtMs: result.atMs,
        problem: { kind, message: redact(message) },
      });
      continue;
    }
    reports.push({ span, atMs: result.atMs, content: result.content });
    const covered = span ? withSpan(known.covered, span, nowMs) : null;
    const { atMs, asOfMs } = result;
    states.set(report, { report, covered, answeredAtMs: asOfMs, triedAtMs: atMs, problem: null });
  }
  return { reports, states: [...states.values()].filter(({ report }) => changed.has(report)) };
}

export type ViewInput = {
  readonly provider: ProviderId;
  readonly key: KeyView;
  readonly page: ContactPage;
  readonly states: readonly ReportState[];
  readonly rows: ProviderRows;
  readonly settings: Settings;
  readonly isPolling: boolean;
  readonly nowMs: number;
};

export function viewOf(input: ViewInput): ProviderView {
  const { provider, key, page, states, settings, nowMs } = input;
  const wish = wishOf(settings, provider, states, false);
  const decision = mayPoll(page, nowMs);
  const isOn = isSwitchedOn(settings, provider);
  return {
    provider,
    key,
    contact: {
      host: PROVIDERS[provider].host,
      isSwitchedOn: isOn,
      lastContactAtMs: page.lastContactAtMs,
      requests: page.requests,
      bytesSent: page.bytesSent,
      bytesReceived: page.bytesReceived,
    },
    organisation:
      page.organisation === null || page.organisation.id === UNNAMED.id ? null : page.organisation,
    everyMinutes: wish.everyMs / MINUTE_MS,
    isPolling: input.isPolling,
    lastPolledAtMs: page.lastPolledAtMs,
    nextAllowedAtMs: decision.mayPoll ? null : decision.notBeforeMs,
    progress: isOn && key.present && states.length > 0 ? progressOf(wish, nowMs) : null,
    reports: wish.shapes.map(({ id }) => {
      const state = states.find(({ report }) => report === id);
      return {
        report: id,
        asOfMs: state?.answeredAtMs ?? null,
        coveredFromMs: state?.covered?.fromMs ?? null,
        coveredUntilMs: state?.covered?.untilMs ?? null,
        problem: state?.problem?.message ?? null,
      };
    }),
    problem: problemOf(page),
    figures: figuresOf(provider, input.rows, states, wish.backFillDays, nowMs),
  };
}

const WAYS_OUT: Readonly<Record<string, string>> = {
  'key-refused': inEnglish(
    'Save a key that is allowed to read usage and cost, made by an administrator.',
  ),
  keychain: inEnglish('When the keychain answers again, poll once by hand, or save the key again.'),
  busy: inEnglish('Nothing is to be done: Tollgate waits as long as the provider asks.'),
  'not-reached': inEnglish(
    'Check the connection; Tollgate tries again by itself, less and less often.',
  ),
};

export function problemOf({ problem }: ContactPage): ProviderProblem | null {
  return problem && { ...problem, wayOut: WAYS_OUT[problem.kind] ?? null };
}
