import { formatAge } from '../../preload/contract/formatting.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import type { StatedPlan } from '../../preload/contract/settingsFacts.ts';
import { sourceName } from '../../preload/contract/wording.ts';
import { messages } from '../messages.ts';
import { useSay, type Speech } from '../store/display.ts';
import { useReview } from '../store/reviewStore.ts';
import { changeSettings, useSettings } from '../store/settingsStore.ts';
import { useFormat } from '../store/useFormat.ts';
import { choiceWords } from './names.ts';

type ProposalProps = { readonly accountKey: string; readonly settings: Settings };

/** What the agent's own program said of the plan, and the button that takes its word. */
export function PlanProposal({ accountKey, settings }: ProposalProps) {
  const { say } = useSay();
  const nowMs = useReview((state) => state.nowMs);
  const format = useFormat();
  const stated = useSettings((state) =>
    state.facts?.plans.find(({ agent, account }) => `${agent}|${account}` === accountKey),
  );
  if (!stated) return null;
  const { proposal } = stated;
  const chosen = settings.accounts[accountKey]?.plan ?? null;
  return (
    <p className="settings-fact">
      <span>
        {sourceName(stated.source, format)}: {statedWords(stated, say)},{' '}
        <span className="aside">{formatAge(stated.asOfMs, nowMs, format)}</span>
      </span>
      {proposal !== null && proposal !== chosen && (
        <button
          type="button"
          className="button"
          onClick={() =>
            void changeSettings(
              [{ path: ['accounts', accountKey, 'plan'], value: proposal }],
              say(messages.planTaken, { plan: choiceWords(proposal, say) }),
            )
          }
        >
          {say(messages.takePlan, { plan: choiceWords(proposal, say) })}
        </button>
      )}
    </p>
  );
}

/** `signed in, plan max (max_5x)`. */
function statedWords({ isSignedIn, plan, tier, billing }: StatedPlan, say: Speech['say']): string {
  if (isSignedIn === false) return say(messages.signedOut);
  const paid = billing === 'api-key' ? say(messages.paidByKey) : null;
  const words = plan === null ? say(messages.planNotStated) : say(messages.planStated, { plan });
  return [paid, tier === null || tier === plan ? words : `${words} (${tier})`]
    .filter((part) => part !== null)
    .join(', ');
}
