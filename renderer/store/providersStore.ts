/** Keys and provider accounts as the Settings page shows them: asked for while they are on screen. */
import { create } from 'zustand';
import { formatDuration } from '../../preload/contract/formatting.ts';
import type { KeyId, KeyReceipt, KeyTest, ProviderId } from '../../preload/contract/keys.ts';
import type { MetricsExportView, MetricsSend } from '../../preload/contract/metricsExport.ts';
import type { ProviderPoll, ProviderView } from '../../preload/contract/providers.ts';
import { providerMessages as words } from '../settings/providerMessages.ts';
import { speech, useDisplay } from './display.ts';
import { tollgate } from './tollgateApi.ts';

/** The app polls by itself as well; this often it is asked what has come of it. */
const LOOK_AGAIN_MS = 3000;
/** Pages that nobody asks from need not be as quick. */
export const PAGE_LOOK_MS = 30_000;

/** What came of the last thing that somebody asked of a provider. */
export type ProviderNews = {
  readonly provider: KeyId;
  readonly isGood: boolean;
  readonly text: string;
};

export type ProvidersState = {
  /** null before the first answer. */
  readonly views: readonly ProviderView[] | null;
  /** The export to the user's own collector. */
  readonly metrics: MetricsExportView | null;
  readonly news: ProviderNews | null;
  /** What is under way, of which provider. */
  readonly busy: { readonly provider: KeyId; readonly what: ProviderAction } | null;
};

export type ProviderAction = 'save' | 'test' | 'forget' | 'poll';

export const useProviders = create<ProvidersState>()(() => ({
  views: null,
  metrics: null,
  news: null,
  busy: null,
}));

async function load(): Promise<void> {
  const [views, metrics] = await Promise.all([
    tollgate().request('providers:get'),
    tollgate().request('metrics:get'),
  ]);
  useProviders.setState({ views, metrics });
}

/** Refusals of a poll and of a sending read alike. */
type Refusal = Extract<MetricsSend, { kind: 'refused' }>;
type Said = Omit<ProviderNews, 'provider'>;

async function carryOut(
  provider: KeyId,
  what: ProviderAction,
  ask: () => Promise<Said>,
): Promise<boolean> {
  if (useProviders.getState().busy !== null) return false;
  useProviders.setState({ busy: { provider, what }, news: null });
  let said: Said;
  try {
    said = await ask();
    await load();
  } catch {
    said = { isGood: false, text: speech().say(words.noAnswer) };
  }
  useProviders.setState({ busy: null, news: { provider, ...said } });
  return said.isGood;
}

/** Hands a key over. It is kept nowhere in this page. @returns whether it was saved */
export function saveKey(provider: KeyId, key: string): Promise<boolean> {
  return carryOut(provider, 'save', async () =>
    receiptWords(await tollgate().request('keys:save', provider, key), speech().say(words.saved)),
  );
}

export function testKey(provider: KeyId): Promise<boolean> {
  return carryOut(provider, 'test', async () =>
    testWords(await tollgate().request('keys:test', provider)),
  );
}

export function forgetKey(provider: KeyId): Promise<boolean> {
  return carryOut(provider, 'forget', async () =>
    receiptWords(await tollgate().request('keys:forget', provider), speech().say(words.forgotten)),
  );
}

export function pollProvider(provider: ProviderId): Promise<boolean> {
  return carryOut(provider, 'poll', async () =>
    pollWords(await tollgate().request('providers:poll', provider), Date.now()),
  );
}

export function sendMetrics(): Promise<boolean> {
  return carryOut('collector', 'poll', async () =>
    sendWords(await tollgate().request('metrics:send'), Date.now()),
  );
}

/** What came of saving or forgetting: a problem always with its way out. */
export function receiptWords(receipt: KeyReceipt, done: string): Said {
  const problem = receipt.ok ? receipt.notice : receipt.problem;
  const text = problem === null ? done : `${problem.message} ${problem.wayOut}`;
  return { isGood: receipt.ok, text };
}

export function testWords(test: KeyTest): Said {
  return test.ok
    ? { isGood: true, text: worksWords(test.organisation) }
    : { isGood: false, text: test.message };
}

export function pollWords(poll: ProviderPoll | Refusal, nowMs: number): Said {
  if (poll.kind === 'refused') {
    const { message, notBeforeMs } = poll;
    const wait = notBeforeMs === null ? '' : againWords(notBeforeMs - nowMs);
    return { isGood: false, text: [message, wait].join(' ').trim() };
  }
  const { problem } = poll;
  if (problem === null) return { isGood: true, text: speech().say(words.polled) };
  return { isGood: false, text: [problem.message, problem.wayOut ?? ''].join(' ').trim() };
}

export function sendWords(send: MetricsSend, nowMs: number): Said {
  return send.kind === 'refused'
    ? pollWords(send, nowMs)
    : { ...pollWords({ kind: 'polled', problem: send.problem }, nowMs), ...goodWords(send) };
}

function goodWords({ problem }: Extract<MetricsSend, { kind: 'sent' }>): Partial<Said> {
  return problem === null ? { text: speech().say(words.metricsSent) } : {};
}

function worksWords(organisation: string | null): string {
  const { say } = speech();
  return organisation === null ? say(words.works) : say(words.worksFor, { organisation });
}

function againWords(durationMs: number): string {
  return speech().say(words.againIn, {
    duration: formatDuration(durationMs, useDisplay.getState()),
  });
}

/** Keeps the accounts fresh while a page shows them; returns the way to stop. */
export function followProviders(everyMs = LOOK_AGAIN_MS): () => void {
  const look = () => {
    if (document.visibilityState === 'visible') load().catch(() => undefined);
  };
  look();
  const timer = setInterval(look, everyMs);
  return () => clearInterval(timer);
}
