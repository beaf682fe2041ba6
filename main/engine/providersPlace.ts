/** Where the engine keeps the providers' desk: loaded only when an account is switched on or somebody asks. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import type {
  KeyId,
  KeyReceipt,
  KeyTest,
  KeyView,
  ProviderId,
} from '../../preload/contract/keys.ts';
import type { ProviderPoll, ProviderView } from '../../preload/contract/providers.ts';
import type { KeychainOutcome } from '../keychain/keychain.ts';
import type { StoreFailure } from '../store/problems.ts';
import type { Trouble } from './problemBook.ts';
import type { ProviderPorts, ProvidersDesk, ProvidersLook } from './providersDesk.ts';
import type { ProvidersDeskOptions } from './providersDesk.ts';

export type { ProviderPorts } from './providersDesk.ts';

export type ProvidersPlaceOptions = Omit<ProvidersDeskOptions, 'vault' | 'http' | 'isLasting'> & {
  /** Absent where a program has no way to keychain and network. */
  readonly providers?: ProviderPorts;
  readonly isLasting?: boolean;
};

export type ProvidersPlace = ReturnType<typeof createProvidersPlace>;

export function createProvidersPlace(options: ProvidersPlaceOptions) {
  const { providers: ports, dataFolder, clock, handIn, isLasting = false } = options;
  let desk: ProvidersDesk | null = null;
  let isClosed = false;

  async function load(): Promise<ProvidersDesk | null> {
    if (!ports || isClosed) return null;
    if (desk) return desk;
    const { createProvidersDesk } = await import('./providersDesk.ts');
    return (desk ??= createProvidersDesk({ ...ports, dataFolder, clock, handIn, isLasting }));
  }

  return {
    /** At the end of a look, in the engine's turn. */
    async look(look: ProvidersLook): Promise<void> {
      const { anthropicAdmin, openaiAdmin, anthropicEnterprise } = look.settings.providers;
      if (!desk && !anthropicAdmin && !openaiAdmin && !anthropicEnterprise) return;
      (await load())?.look(look);
    },
    /** The same for a moment between looks: nothing is polled because of it. */
    async note(look: ProvidersLook): Promise<void> {
      (await load())?.note(look);
    },
    /** @throws SQLite's error */
    async keyViews(look: ProvidersLook | null): Promise<readonly KeyView[]> {
      return look ? ((await load())?.keyViews(look) ?? []) : [];
    },
    /** @throws SQLite's error */
    async views(look: ProvidersLook | null): Promise<readonly ProviderView[]> {
      return look ? ((await load())?.views(look) ?? []) : [];
    },
    /** A secret that is kept for another desk; null where there is none. */
    readKey: async (
      look: Pick<ProvidersLook, 'tables'>,
      id: KeyId,
    ): Promise<KeychainOutcome<string> | null> => (await load())?.readKey(look, id) ?? null,
    async saveKey(provider: KeyId, key: string): Promise<KeyReceipt> {
      return (await load())?.saveKey(provider, key) ?? NO_WAY;
    },
    async forgetKey(provider: KeyId): Promise<KeyReceipt> {
      return (await load())?.forgetKey(provider) ?? NO_WAY;
    },
    async testKey(provider: ProviderId): Promise<KeyTest> {
      return (
        (await load())?.testKey(provider) ?? {
          ok: false,
          kind: 'failed',
          message: NO_WAY.problem.message,
        }
      );
    },
    async pollNow(provider: ProviderId): Promise<ProviderPoll> {
      return (
        (await load())?.pollNow(provider) ?? {
          kind: 'refused',
          because: 'another-program',
          message: NO_WAY.problem.message,
          notBeforeMs: null,
        }
      );
    },
    troubles: (): readonly Trouble[] => desk?.troubles() ?? [],
    failure: (): StoreFailure | null => desk?.failure() ?? null,
    /** Ends what goes on. Not in the engine's turn, which a poll's end may wait for. */
    async close(): Promise<void> {
      isClosed = true;
      await desk?.close();
    },
  };
}

const NO_WAY = {
  ok: false,
  problem: {
    kind: 'failed',
    message: inEnglish('Tollgate is quitting, or this program keeps no keys.'),
    wayOut: inEnglish('Try again in the running app.'),
  },
} as const satisfies KeyReceipt;
