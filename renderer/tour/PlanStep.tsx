import { useState } from 'react';
import { PLAN_SOURCE } from '../../preload/contract/sources.ts';
import { messages } from '../messages.ts';
import { AccountLines } from '../settings/AccountLines.tsx';
import { useSay } from '../store/display.ts';
import { useReview } from '../store/reviewStore.ts';
import { askSource, changeSettings } from '../store/settingsStore.ts';
import type { StepProps } from './Tour.tsx';

const MEMBERS = ['plan'] as const;

/** The plan by the user's own word, or proposed by the agent's program where the user lets us ask it. */
export function PlanStep({ settings }: StepProps) {
  const { say } = useSay();
  const snapshot = useReview((state) => state.snapshot);
  const [isAsking, setIsAsking] = useState(false);
  const canAsk = snapshot?.agents.some(
    ({ id, folders }) => id === PLAN_SOURCE.agent && folders.some(({ exists }) => exists),
  );
  const mayAsk = snapshot !== null && snapshot.phase !== 'first-run';
  const ask = async () => {
    if (isAsking || !mayAsk) return;
    setIsAsking(true);
    const isOn =
      settings.sources.claudeAuthStatus ||
      (await changeSettings(
        [{ path: PLAN_SOURCE.switchPath, value: true }],
        say(messages.tourPlanAsking),
      ));
    if (isOn) await askSource(PLAN_SOURCE.source);
    setIsAsking(false);
  };
  return (
    <>
      <p className="tour-text">{say(messages.tourPlanText)}</p>
      <AccountLines settings={settings} members={MEMBERS} section="accounts" />
      {canAsk && (
        <div className="settings-group">
          <button
            type="button"
            className="button"
            aria-disabled={isAsking || !mayAsk}
            onClick={() => void ask()}
          >
            {isAsking ? say(messages.tourPlanAsking) : say(messages.tourPlanAsk)}
          </button>
          <p className="settings-note">
            {mayAsk ? say(messages.tourPlanAskNote) : say(messages.tourPlanNotYet)}
          </p>
        </div>
      )}
    </>
  );
}
