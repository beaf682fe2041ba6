/** What may be asked about keys and organisations' accounts at providers. */
import type {
  KeyId,
  KeyReceipt,
  KeyTest,
  KeyView,
  ProviderId,
} from '../../preload/contract/keys.ts';
import type { MetricsExportView, MetricsSend } from '../../preload/contract/metricsExport.ts';
import type { ProviderPoll, ProviderView } from '../../preload/contract/providers.ts';
import type { EngineCore } from './engineRequests.ts';
import type { MetricsLook } from './metricsDesk.ts';
import type { ProvidersLook } from './providersDesk.ts';

export function createProviderRequests(core: EngineCore) {
  /** The present tables and settings, in a turn; null where the database cannot be opened. */
  async function providersLook(): Promise<ProvidersLook | null> {
    const ready = await core.ensureOpen();
    if (!ready) return null;
    await core.noticeSettings(ready);
    return { tables: ready.tables, settings: (await core.settingsDesk()).parsed().settings };
  }

  /** For what speaks to keychain or network: only the look before it is a turn. */
  async function beside<T>(work: () => Promise<T>): Promise<T> {
    await core.inTurn(async () => {
      const look = await providersLook();
      if (look) await core.providers.note(look);
    });
    return work();
  }

  async function metricsLook(): Promise<MetricsLook | null> {
    const look = await providersLook();
    return look && { ...look, windows: core.picture()?.snapshot.windows ?? [] };
  }

  /** Sends now, as far as the pauses allow it. */
  async function sendMetrics(): Promise<MetricsSend> {
    await core.inTurn(async () => {
      const look = await metricsLook();
      if (look) await core.metrics.note(look);
    });
    return core.metrics.sendNow();
  }

  /** A secret that was replaced or forgotten must not be sent from memory. */
  async function changed(receipt: Promise<KeyReceipt>): Promise<KeyReceipt> {
    const done = await receipt;
    if (done.ok && done.key.provider === 'collector') core.metrics.forgetHeaders();
    return done;
  }

  return {
    /** The keys of provider accounts, as far as anybody is told; empty where the database cannot be opened. */
    keys: (): Promise<readonly KeyView[]> =>
      core.inTurn(async () => core.providers.keyViews(await providersLook())),
    saveKey: (provider: KeyId, key: string): Promise<KeyReceipt> =>
      beside(() => changed(core.providers.saveKey(provider, key))),
    testKey: (provider: KeyId): Promise<KeyTest> =>
      provider === 'collector'
        ? sendMetrics().then((sent) => testOf(sent, core.clock()))
        : beside(() => core.providers.testKey(provider)),
    forgetKey: (provider: KeyId): Promise<KeyReceipt> =>
      beside(() => changed(core.providers.forgetKey(provider))),
    /** Organisations' accounts at providers; empty where the database cannot be opened. */
    providers: (): Promise<readonly ProviderView[]> =>
      core.inTurn(async () => core.providers.views(await providersLook())),
    pollProvider: (provider: ProviderId): Promise<ProviderPoll> =>
      beside(() => core.providers.pollNow(provider)),
    /** The export of metrics as it stands; null where the database cannot be opened. */
    metricsExport: (): Promise<MetricsExportView | null> =>
      core.inTurn(async () => {
        const look = await metricsLook();
        const view = await core.metrics.view(look);
        const keys = await core.providers.keyViews(look);
        const key = keys.find(({ provider }) => provider === 'collector');
        return view && key ? { ...view, key } : null;
      }),
    sendMetrics,
  };
}

function testOf(sent: MetricsSend, nowMs: number): KeyTest {
  if (sent.kind === 'refused') {
    const kind = sent.because === 'switched-off' ? 'switched-off' : 'failed';
    return { ok: false, kind, message: sent.message };
  }
  const { problem } = sent;
  if (problem === null) return { ok: true, atMs: nowMs, organisation: null };
  const kind = problem.kind === 'refused' ? 'key-refused' : 'not-reached';
  return { ok: false, kind, message: [problem.message, problem.wayOut ?? ''].join(' ').trim() };
}
