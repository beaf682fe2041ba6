/** A user's machine with a keyring of its own and engines over it that keep their keys there. */
import { fileURLToPath } from 'node:url';
import type { Engine, EngineOptions } from '../../../main/engine/engine.ts';
import { createKeychain } from '../../../main/keychain/keychainProcess.ts';
import { openNodeChannel } from '../../../main/keychain/nodeChannel.ts';
import { createKeyVault } from '../../../main/keychain/vault.ts';
import { createProviderHttp } from '../../../main/platform/providerHttp.ts';
import { engineOver } from '../../fixtures/engineOver.ts';
import { openKeyringLab } from '../../fixtures/keyringLab.ts';
import { openLab } from '../cli/lab.ts';

const WORKER = fileURLToPath(new URL('../../../out/main/keychain-worker.js', import.meta.url));

const openKeychain = () => createKeychain(() => openNodeChannel(WORKER));

export type KeysLab = Awaited<ReturnType<typeof openKeysLab>>;

type StartOptions = Partial<Pick<EngineOptions, 'version' | 'collector'>> &
  Pick<EngineOptions, 'clock'> & {
    /** Whether engine and vault live on, as in the app. */
    readonly isLasting: boolean;
    /** The one port of this machine that a provider may be asked at. */
    readonly loopbackPort: number;
  };

/** Its keyring is this process's own until `close`. */
export async function openKeysLab() {
  const lab = openLab();
  const keyring = await openKeyringLab({ keyring: 'unlocked', hasScreen: false });
  const before = { ...process.env };
  Object.assign(process.env, keyring.variables);
  let engine: Engine | null = null;

  async function stop(): Promise<void> {
    await engine?.close();
    engine = null;
  }

  return {
    ...lab,
    keyring,
    /** The keychain as the product asks it, beside any engine. */
    openKeychain,
    /** One engine at a time: the one before is closed. */
    async start({ isLasting, loopbackPort, ...options }: StartOptions): Promise<Engine> {
      await stop();
      engine = engineOver(lab, {
        isLasting,
        providers: {
          vault: createKeyVault(openKeychain(), isLasting),
          http: createProviderHttp({ loopbackPort }),
        },
        ...options,
      });
      return engine;
    },
    async close(): Promise<void> {
      await stop();
      for (const name of Object.keys(process.env)) delete process.env[name];
      Object.assign(process.env, before);
      await keyring.close();
      lab.dispose();
    },
  };
}
