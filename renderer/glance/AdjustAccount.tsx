import { useId } from 'react';
import { PLAN_IDS } from '../../preload/contract/credits.ts';
import { formatInstant } from '../../preload/contract/formatting.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import type { Snapshot, WindowView } from '../../preload/contract/snapshot.ts';
import { adjustMessages } from '../messages.ts';
import { changeSetting } from '../store/adjustments.ts';
import { useSay } from '../store/display.ts';
import { useGlance } from '../store/glanceStore.ts';
import type { AdjustableAccount } from './Adjust.tsx';
import { AdjustSwitch } from './AdjustSwitch.tsx';
import { BalanceForm } from './BalanceForm.tsx';

type AdjustAccountProps = {
  readonly account: AdjustableAccount;
  readonly isNamed: boolean;
  readonly settings: Settings;
  readonly snapshot: Snapshot;
};

/** One account: whether it is at its limit, its balance, its plan. */
export function AdjustAccount({ account, isNamed, settings, snapshot }: AdjustAccountProps) {
  const id = useId();
  const windows = snapshot.windows.filter(
    ({ agent, account: folder, modelName, resetsAtMs }) =>
      agent === account.agent &&
      folder === account.account &&
      modelName === null &&
      resetsAtMs !== null,
  );
  return (
    <div role="group" aria-labelledby={id}>
      <p id={id} className={isNamed ? 'adjust-name' : 'visually-hidden'}>
        <bdi>{account.name}</bdi>
      </p>
      {windows.map((window) => (
        <AtLimit key={window.id} window={window} account={account} settings={settings} />
      ))}
      <BalanceForm account={account} snapshot={snapshot} />
      <PlanChoice account={account} settings={settings} />
    </div>
  );
}

type AtLimitProps = {
  readonly window: WindowView;
  readonly account: AdjustableAccount;
  readonly settings: Settings;
};

/** The user sees a stop before any figure does. */
function AtLimit({ window, account, settings }: AtLimitProps) {
  const { say } = useSay();
  const nowMs = useGlance((state) => state.nowMs);
  const snapshot = useGlance((state) => state.snapshot);
  const said = settings.accounts[account.key]?.limitReached ?? null;
  const { resetsAtMs, kind } = window;
  if (resetsAtMs === null || snapshot === null) return null;
  if (kind !== 'session' && kind !== 'weekly') return null;
  const isSaid = said !== null && said.window === kind && said.untilMs > nowMs;
  const value = isSaid ? null : { window: kind, saidAtMs: nowMs, untilMs: resetsAtMs };
  const path = ['accounts', account.key, 'limitReached'];
  return (
    <AdjustSwitch
      name={say(adjustMessages.atLimit[kind])}
      note={say(adjustMessages.atLimitNote, {
        reset: formatInstant(resetsAtMs, nowMs, snapshot),
      })}
      isOn={isSaid}
      onChange={() => void changeSetting({ path, value }, say(adjustMessages.saved))}
    />
  );
}

function PlanChoice({ account, settings }: Pick<AdjustAccountProps, 'account' | 'settings'>) {
  const { say } = useSay();
  const id = useId();
  const plan = settings.accounts[account.key]?.plan ?? null;
  const path = ['accounts', account.key, 'plan'];
  return (
    <p className="row adjust-row">
      <label htmlFor={id}>{say(adjustMessages.plan)}</label>
      <select
        id={id}
        className="field"
        value={plan ?? ''}
        onChange={({ target }) =>
          void changeSetting({ path, value: target.value || null }, say(adjustMessages.saved))
        }
      >
        <option value="">{say(adjustMessages.planUnknown)}</option>
        {PLAN_IDS.map((one) => (
          <option key={one} value={one}>
            {planWords(one)}
          </option>
        ))}
      </select>
    </p>
  );
}

/** `max-5x` as people say it. */
function planWords(plan: string): string {
  const words = plan.replaceAll('-', ' ');
  return `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`;
}
