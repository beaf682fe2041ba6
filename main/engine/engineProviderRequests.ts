/** What may be asked about keys and organisations' accounts at providers. */
import type { KeyReceipt, KeyTest, KeyView, ProviderId } from '../../preload/contract/keys.ts';
import type { ProviderPoll, ProviderView } from '../../preload/contract/providers.ts';
import type { EngineCore } from './engineRequests.ts';
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

  return {
    /** The keys of provider accounts, as far as anybody is told; empty where the database cannot be opened. */
    keys: (): Promise<readonly KeyView[]> =>
      core.inTurn(async () => core.providers.keyViews(await providersLook())),
    saveKey: (provider: ProviderId, key: string): Promise<KeyReceipt> =>
      beside(() => core.providers.saveKey(provider, key)),
    testKey: (provider: ProviderId): Promise<KeyTest> =>
      beside(() => core.providers.testKey(provider)),
    forgetKey: (provider: ProviderId): Promise<KeyReceipt> =>
      beside(() => core.providers.forgetKey(provider)),
    /** Organisations' accounts at providers; empty where the database cannot be opened. */
    providers: (): Promise<readonly ProviderView[]> =>
      core.inTurn(async () => core.providers.views(await providersLook())),
    pollProvider: (provider: ProviderId): Promise<ProviderPoll> =>
      beside(() => core.providers.pollNow(provider)),
  };
}
