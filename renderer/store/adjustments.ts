/** What the user can put right from the glance: the plan, the balance, the limit, the sources. */
import type { Amount } from '../../preload/contract/amount.ts';
import type { Outcome } from '../../preload/contract/channels.ts';
import type { MoneyAccount } from '../../preload/contract/review/credits.ts';
import type { SettingChange } from '../../preload/contract/settingsTree.ts';
import { adjustMessages } from '../messages.ts';
import { speech } from './display.ts';
import { useGlance, type AdjustUndo } from './glanceStore.ts';
import { whileBusy } from './requests.ts';
import { tollgate } from './tollgateApi.ts';

async function readSettings(): Promise<void> {
  const { settings } = await tollgate().request('settings:get');
  useGlance.setState({ settings });
}

/** Opens the panel with the settings as they are now, or closes it. */
export function toggleAdjustments(): Promise<void> {
  const isAdjusting = !useGlance.getState().isAdjusting;
  useGlance.setState({ isAdjusting });
  if (!isAdjusting) return Promise.resolve();
  return whileBusy('adjust', async () => {
    useGlance.setState({ adjusted: null });
    await readSettings();
  });
}

async function tell(outcome: Outcome<null>, words: string, undo: AdjustUndo | null): Promise<void> {
  if (!outcome.ok) return useGlance.setState({ failure: outcome.message });
  await readSettings();
  useGlance.setState({ adjusted: { words, undo } });
}

export function changeSetting(change: SettingChange, words: string): Promise<void> {
  return whileBusy('adjust', async () => {
    const outcome = await tollgate().request('settings:change', [change]);
    await tell(outcome, words, { kind: 'settings' });
  });
}

export function stateBalance(
  { agent, account }: MoneyAccount,
  amount: Amount,
  words: string,
): Promise<void> {
  return whileBusy('adjust', async () => {
    const statement = { agent, account, kind: 'anchor', amount, paidMicros: null } as const;
    const outcome = await tollgate().request('money:state', statement);
    await tell(outcome, words, { kind: 'balance', agent, account });
  });
}

/** Takes the last adjustment back. */
export function undoAdjustment(): Promise<void> {
  const undo = useGlance.getState().adjusted?.undo ?? null;
  if (undo === null) return Promise.resolve();
  return whileBusy('adjust', async () => {
    const outcome =
      undo.kind === 'settings'
        ? await tollgate().request('settings:undo')
        : await tollgate().request('money:undo', { agent: undo.agent, account: undo.account });
    await tell(outcome, speech().say(adjustMessages.undone), null);
  });
}
