/** One poll of a provider: whose key it is, then report after report, page after page. Never throws for what it hears. */
import { inEnglish } from '../../../preload/contract/languages/say.ts';
import type { ReportRows } from '../../domain/providers/reports.ts';
import type { Job } from '../../domain/providers/schedule.ts';
import { redact } from '../../domain/redaction.ts';
import { asObject, textOrNull } from './fields.ts';
import { parseExactJson } from './exactJson.ts';
import { isFormerKey, rememberKey } from './formerKeys.ts';
import type { HttpAnswer, ProviderHttp } from './http.ts';
import type { Organisation, Page, Provider, Question } from './provider.ts';
import { retryAfterMs } from './retryAfter.ts';

/** Why a report, or a whole poll, brought nothing. */
export type PollProblem = {
  readonly kind:
    | 'key-refused'
    | 'not-available'
    | 'busy'
    | 'provider-failed'
    | 'not-reached'
    | 'not-understood'
    | 'cancelled';
  readonly message: string;
};

export type JobResult = { readonly job: Job; readonly atMs: number } & (
  | {
      readonly ok: true;
      readonly content: ReportRows;
      /** Of when the figures are: as the provider says, else when it was asked. */
      readonly asOfMs: number;
    }
  | { readonly ok: false; readonly problem: PollProblem }
);

export type Traffic = {
  readonly requests: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** When the host last answered anything; null: it did not. */
  readonly lastContactAtMs: number | null;
};

export type PollOutcome = {
  /** null when the provider did not say. */
  readonly organisation: Organisation | null;
  readonly results: readonly JobResult[];
  /** What ended the poll before its time. */
  readonly failure: (PollProblem & { readonly askedPauseMs: number | null }) | null;
  readonly traffic: Traffic;
};

export type PollOptions = {
  readonly provider: Provider;
  readonly key: string;
  readonly jobs: readonly Job[];
  readonly http: ProviderHttp;
  readonly clock: () => number;
  readonly signal: AbortSignal;
};

/** No report of a span has so many; more is a server that goes round in circles. */
export const MOST_PAGES = 40;
const LONGEST_QUOTE = 160;

type Heard =
  | { readonly ok: true; readonly body: unknown; readonly organisation: string | null }
  | {
      readonly ok: false;
      readonly problem: PollProblem;
      /** The other reports would fare no better. */
      readonly isWhole: boolean;
      readonly askedPauseMs: number | null;
    };

type Refusal = Extract<Heard, { ok: false }>;

export async function pollProvider(options: PollOptions): Promise<PollOutcome> {
  const { provider, clock } = options;
  rememberKey(options.key);
  const asker = createAsker(options);
  const results: JobResult[] = [];
  const end = (organisation: Organisation | null, refusal: Refusal | null): PollOutcome => ({
    organisation,
    results,
    failure: refusal && { ...refusal.problem, askedPauseMs: refusal.askedPauseMs },
    traffic: asker.traffic(),
  });
  const who = await whoAnswers(provider, asker.ask, clock());
  // A provider that does not tell whose key it is may still answer what it is asked for.
  if (!who.ok && (who.isWhole || who.problem.kind === 'key-refused')) return end(null, who);
  const organisation = who.ok ? provider.readWho(who.body, who.organisation) : null;
  for (const job of options.jobs) {
    const heard = await askPages(job, options.provider, asker.ask);
    const atMs = clock();
    if (heard.ok) {
      const asOfMs = Math.min(atMs, heard.refreshedAtMs ?? atMs);
      results.push({ job, atMs, ok: true, content: heard.content, asOfMs });
      continue;
    }
    if (heard.isWhole) return end(organisation, heard);
    results.push({ job, atMs, ok: false, problem: heard.problem });
  }
  return end(organisation, null);
}

/** The first answer that is no refusal of the key for this one address. */
async function whoAnswers(
  provider: Provider,
  ask: (question: Question) => Promise<Heard>,
  nowMs: number,
): Promise<Heard> {
  const [first, ...others] = provider.whoAmI(nowMs);
  let heard = await ask(first);
  for (const question of others) {
    if (heard.ok || heard.isWhole || heard.problem.kind !== 'key-refused') break;
    heard = await ask(question);
  }
  return heard;
}

type Given = {
  readonly ok: true;
  readonly content: ReportRows;
  readonly refreshedAtMs: number | null;
};

async function askPages(
  { report: id, span }: Job,
  provider: Provider,
  ask: (question: Question) => Promise<Heard>,
): Promise<Given | Refusal> {
  const report = provider.reports.find((one) => one.id === id);
  if (!report) return notUnderstood(inEnglish('The provider has no such report.'));
  const pages: Page[] = [];
  const asked = new Set<string>();
  for (let page: string | null = null; ;) {
    const heard = await ask(report.question(span, page));
    if (!heard.ok) return heard;
    const read = report.read(heard.body);
    if (!read) return notUnderstood(inEnglish('The report has a shape that is not known.'));
    const problem = outOfSpan(read.content, span);
    if (problem) return notUnderstood(problem);
    pages.push(read);
    page = read.nextPage;
    if (page === null) return { ok: true, content: joined(pages), refreshedAtMs: oldestOf(pages) };
    if (asked.has(page) || pages.length >= MOST_PAGES) {
      return notUnderstood(inEnglish('The report’s pages do not end.'));
    }
    asked.add(page);
  }
}

/** A day that was not asked for would be saved a second time when it is. */
function outOfSpan({ report, rows }: ReportRows, span: Job['span']): string | null {
  if (!span || report === 'rate-limits' || report === 'spend-limits') return null;
  const isOut = rows.some(
    ({ startsAtMs }) => startsAtMs < span.fromMs || startsAtMs >= span.untilMs,
  );
  return isOut ? inEnglish('The report holds days that nobody asked for.') : null;
}

/** A report is as old as its oldest page. */
function oldestOf(pages: readonly Page[]): number | null {
  const said = pages.flatMap(({ refreshedAtMs }) => refreshedAtMs ?? []);
  return said.length === 0 ? null : Math.min(...said);
}

function joined(pages: readonly Page[]): ReportRows {
  const [first] = pages as [Page, ...Page[]];
  const rows = pages.flatMap(({ content }) => content.rows as readonly never[]);
  return { report: first.content.report, rows };
}

function notUnderstood(message: string): Refusal {
  return {
    ok: false,
    problem: { kind: 'not-understood', message },
    isWhole: false,
    askedPauseMs: null,
  };
}

/** Asks one question at a time and counts what went over the wire. */
function createAsker({ provider, key, http, clock, signal }: PollOptions) {
  let traffic: Traffic = { requests: 0, bytesSent: 0, bytesReceived: 0, lastContactAtMs: null };

  async function ask(question: Question): Promise<Heard> {
    const headers = provider.headers(key);
    const answer = await http({ host: provider.host, ...question, headers, signal });
    traffic = {
      requests: traffic.requests + 1,
      bytesSent: traffic.bytesSent + answer.bytesSent,
      bytesReceived: traffic.bytesReceived + answer.bytesReceived,
      lastContactAtMs: answer.bytesReceived > 0 ? clock() : traffic.lastContactAtMs,
    };
    return heardIn(answer, key, clock());
  }

  return { ask, traffic: () => traffic };
}

function heardIn(answer: HttpAnswer, key: string, nowMs: number): Heard {
  const refuse = (
    kind: PollProblem['kind'],
    message: string,
    isWhole: boolean,
    askedPauseMs: number | null = null,
  ): Refusal => ({ ok: false, problem: { kind, message }, isWhole, askedPauseMs });
  if (!answer.ok) {
    const kind = answer.kind === 'cancelled' ? 'cancelled' : 'not-reached';
    return refuse(kind, answer.message, true);
  }
  const { status } = answer;
  const quoted = (sentence: string) => withQuote(sentence, quoteOf(answer.body, key));
  const asked = retryAfterMs(answer.retryAfter, nowMs);
  if (status === 401)
    return refuse('key-refused', quoted(inEnglish('The provider refuses the key.')), true);
  if (status === 403) {
    return refuse('key-refused', quoted(inEnglish('The key may not read this report.')), false);
  }
  if (status === 429) {
    return refuse('busy', inEnglish('The provider asks to be polled less often.'), true, asked);
  }
  if (status >= 500) {
    return refuse(
      'provider-failed',
      inEnglish('The provider has a fault (HTTP {status}).', { status }),
      true,
      asked,
    );
  }
  if (status !== 200) {
    const message = quoted(
      inEnglish('The provider does not give this report (HTTP {status}).', { status }),
    );
    return refuse('not-available', message, false);
  }
  const body = parseExactJson(answer.body);
  return body === null
    ? refuse('not-understood', inEnglish('The answer is no JSON, or was cut off.'), false)
    : { ok: true, body, organisation: answer.organisation };
}

/** The provider's own sentence, without anything key-like; both providers put it at the same place. */
function quoteOf(body: string, key: string): string | null {
  const message = textOrNull(asObject(asObject(parseExactJson(body))?.['error'])?.['message']);
  if (!message) return null;
  const clean = redact(message, [key], isFormerKey).replace(/\s+/g, ' ').trim();
  return `${clean.slice(0, LONGEST_QUOTE)}${clean.length > LONGEST_QUOTE ? '…' : ''}`;
}

function withQuote(sentence: string, quote: string | null): string {
  return quote === null
    ? sentence
    : inEnglish('{sentence} It says: “{quote}”', { sentence, quote });
}
