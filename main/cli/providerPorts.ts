/** Keychain and network for a command: a child of the own program, and no memory for keys that outlives it. */
import { fileURLToPath } from 'node:url';
import type { MetricsPorts } from '../engine/metricsPlace.ts';
import type { ProviderPorts } from '../engine/providersPlace.ts';
import { createKeychain } from '../keychain/keychainProcess.ts';
import { openNodeChannel } from '../keychain/nodeChannel.ts';
import { createKeyVault } from '../keychain/vault.ts';
import { createCollectorPost } from '../platform/collectorHttp.ts';
import { createProviderHttp, seamFrom } from '../platform/providerHttp.ts';

/** @param worker the finished `keychain-worker.js` */
export function terminalPorts(
  variables: Readonly<Record<string, string | undefined>>,
  worker: URL,
): ProviderPorts & MetricsPorts {
  const keychain = createKeychain(() => openNodeChannel(fileURLToPath(worker)));
  return {
    vault: createKeyVault(keychain, false),
    post: createCollectorPost(),
    http: createProviderHttp(seamFrom(variables, import.meta.url)),
  };
}
