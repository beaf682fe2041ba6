/**
 * Parts of the engine that a first import does without. Each is loaded when it is first wanted: its own files, or a
 * library that it takes, would keep everything else waiting.
 */
import type { GateScripts } from '../gate/installHooks.ts';
import type { Machine } from '../ports.ts';
import type { AccountsDesk, AccountsDeskOptions } from './accountsDesk.ts';
import type { Bridges } from './bridges.ts';
import type { Gates } from './gates.ts';
import type { SettingsDesk } from './settings.ts';

export type LatePartsOptions = {
  readonly dataFolder: string;
  readonly machine: Machine;
  readonly bridgeScript: string;
  readonly gateScripts: GateScripts;
  /** What the desk of accounts takes besides the settings. */
  readonly money: Omit<AccountsDeskOptions, 'dataFolder' | 'settings'>;
};

export function createLateParts(options: LatePartsOptions) {
  const { dataFolder, machine, bridgeScript, gateScripts, money } = options;
  let loadingBridges: Promise<Bridges> | null = null;
  let loadingGates: Promise<Gates> | null = null;
  let settings: SettingsDesk | null = null;
  let accounts: AccountsDesk | null = null;

  const settingsDesk = async (): Promise<SettingsDesk> =>
    (settings ??= (await import('./settings.ts')).createSettingsDesk(dataFolder));

  return {
    bridges: (): Promise<Bridges> =>
      (loadingBridges ??= import('./bridges.ts').then(({ createBridges }) =>
        createBridges(dataFolder, bridgeScript),
      )),
    gates: (): Promise<Gates> =>
      (loadingGates ??= import('./gates.ts').then(({ createGates }) =>
        createGates(dataFolder, gateScripts, machine),
      )),
    settingsDesk,
    accountsDesk: async (): Promise<AccountsDesk> => {
      const desk = await settingsDesk();
      return (accounts ??= (await import('./accountsDesk.ts')).createAccountsDesk({
        ...money,
        dataFolder,
        settings: () => desk.parsed().settings,
      }));
    },
    /** null until the first look, or until somebody asks for a setting. */
    loadedSettings: (): SettingsDesk | null => settings,
    /** null until the first look. */
    loadedAccounts: (): AccountsDesk | null => accounts,
  };
}
