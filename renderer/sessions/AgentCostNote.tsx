import type { AgentCost } from '../../preload/contract/review/sessions.ts';
import { formatDollars, formatInstant } from '../../preload/contract/formatting.ts';
import type { AgentId } from '../../preload/contract/snapshot.ts';
import { AGENT_NAMES } from '../../preload/contract/wording.ts';
import { useReview } from '../store/reviewStore.ts';
import { useFormat } from '../store/useFormat.ts';
import { counted } from './words.ts';

type AgentCostNoteProps = { readonly cost: AgentCost; readonly agent: AgentId };

/** The agent's own figure beside ours up to the same answer: two estimates of one thing, and how far they are apart. */
export function AgentCostNote({ cost, agent }: AgentCostNoteProps) {
  const format = useFormat();
  const nowMs = useReview((state) => state.nowMs);
  const { agentCostMicros, ourCostMicros, unpricedEvents, isAgentGuess, asOfMs } = cost;
  const money = (micros: number) => formatDollars(micros, format);
  const drift = ourCostMicros === null ? null : agentCostMicros - ourCostMicros;
  const notes = [
    `Its own estimate, as of ${formatInstant(asOfMs, nowMs, format)}`,
    ...(isAgentGuess ? ['with a guessed price for a model that it does not know'] : []),
    ...(unpricedEvents > 0
      ? [`ours leaves out ${counted(unpricedEvents, 'answer', 'answers')} without a price`]
      : []),
  ];
  return (
    <section className="part" aria-label={`${AGENT_NAMES[agent]}’s own figure`}>
      <h3 className="part-heading">{`${AGENT_NAMES[agent]}’s own figure`}</h3>
      <p>
        <strong>{money(agentCostMicros)}</strong>
        {drift === null
          ? ', where ours has no price'
          : drift === 0
            ? ', the same as ours'
            : `, ${money(Math.abs(drift))} ${drift > 0 ? 'more' : 'less'} than ours of ${money(ourCostMicros ?? 0)}`}
      </p>
      <p className="page-note">{`${notes.join('; ')}.`}</p>
    </section>
  );
}
