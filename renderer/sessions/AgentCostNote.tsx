import type { AgentCost } from '../../preload/contract/review/sessions.ts';
import { formatDollars, formatInstant } from '../../preload/contract/formatting.ts';
import type { AgentId } from '../../preload/contract/snapshot.ts';
import { AGENT_NAMES } from '../../preload/contract/wording.ts';
import { useSay } from '../store/display.ts';
import { useReview } from '../store/reviewStore.ts';
import { useFormat } from '../store/useFormat.ts';
import { agentCostWords as words, counts } from './words.ts';

type AgentCostNoteProps = { readonly cost: AgentCost; readonly agent: AgentId };

/** The agent's own figure beside ours up to the same answer: two estimates of one thing, and how far they are apart. */
export function AgentCostNote({ cost, agent }: AgentCostNoteProps) {
  const { say, sayCount } = useSay();
  const format = useFormat();
  const nowMs = useReview((state) => state.nowMs);
  const { agentCostMicros, ourCostMicros, unpricedEvents, isAgentGuess, asOfMs } = cost;
  const money = (micros: number) => formatDollars(micros, format);
  const drift = ourCostMicros === null ? null : agentCostMicros - ourCostMicros;
  const heading = say(words.heading, { agent: AGENT_NAMES[agent] });
  const comparison = comparisonOf(drift);
  const notes = [
    say(words.asOf, { instant: formatInstant(asOfMs, nowMs, format) }),
    ...(isAgentGuess ? [say(words.guessed)] : []),
    ...(unpricedEvents > 0 ? [sayCount(unpricedEvents, counts.leftOut)] : []),
  ];
  return (
    <section className="part" aria-label={heading}>
      <h3 className="part-heading">{heading}</h3>
      <p>
        {say(words[comparison], {
          amount: money(agentCostMicros),
          drift: money(Math.abs(drift ?? 0)),
          ours: money(ourCostMicros ?? 0),
        })}
      </p>
      <p className="page-note">{`${notes.join('; ')}.`}</p>
    </section>
  );
}

/** Beside ours, as far as there is one. */
function comparisonOf(driftMicros: number | null) {
  if (driftMicros === null) return 'noPrice';
  if (driftMicros === 0) return 'same';
  return driftMicros > 0 ? 'more' : 'less';
}
