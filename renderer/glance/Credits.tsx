import { formatReportedMoney } from '../../preload/contract/formatting.ts';
import type { AgentId, CreditsView, Snapshot } from '../../preload/contract/snapshot.ts';
import { AGENT_NAMES, basisWords, provenanceWords } from '../../preload/contract/wording.ts';
import { Section } from '../components/Section.tsx';
import { messages } from '../messages.ts';
import { useGlance } from '../store/glanceStore.ts';

/** What providers state about paid credits; accounts are never added up. */
export function Credits({ snapshot }: { readonly snapshot: Snapshot }) {
  if (snapshot.windows.length === 0 && snapshot.credits === null) return null;
  const accounts = snapshot.credits?.accounts ?? [];
  const silent = silentAgents(snapshot);
  if (accounts.length === 0 && silent.length < 2) {
    return <Section heading={messages.credits} note={messages.creditsUnknown} />;
  }
  return (
    <Section heading={messages.credits}>
      {accounts.map((credits) => (
        <CreditsRow
          key={`${credits.agent} ${credits.account}`}
          credits={credits}
          snapshot={snapshot}
          name={accountName(credits, accounts)}
        />
      ))}
      {silent.map((agent) => (
        <SilentRow key={agent} agent={agent} />
      ))}
    </Section>
  );
}

/** Agents with a plan that say nothing about credits. Unknown is said: a gap would be read as zero. */
function silentAgents({ windows, credits }: Snapshot): AgentId[] {
  const speaking = new Set(credits?.accounts.map(({ agent }) => agent));
  return [...new Set(windows.map(({ agent }) => agent))].filter((agent) => !speaking.has(agent));
}

function SilentRow({ agent }: { readonly agent: AgentId }) {
  return (
    <p className="row">
      <span>{AGENT_NAMES[agent]}</span>
      <span className="aside">{messages.creditsUnknown}</span>
    </p>
  );
}

type CreditsRowProps = {
  readonly credits: CreditsView;
  readonly snapshot: Snapshot;
  readonly name: string;
};

function CreditsRow({ credits, snapshot, name }: CreditsRowProps) {
  const nowMs = useGlance((state) => state.nowMs);
  const amount = knownAmount(credits, snapshot);
  return (
    <p className="row" title={provenanceWords(credits, nowMs)}>
      <span>
        <bdi>{name}</bdi>{' '}
        {amount !== null && <span className="aside">{basisWords(credits, nowMs)}</span>}
      </span>
      {amount === null ? (
        <span className="aside">{messages.creditsUnknown}</span>
      ) : (
        <span className="figure figure-paid">{amount}</span>
      )}
    </p>
  );
}

function knownAmount(credits: CreditsView, snapshot: Snapshot): string | null {
  if (credits.isUnlimited === true) return messages.creditsUnlimited;
  if (credits.balance !== null) return formatReportedMoney(credits.balance, snapshot);
  return credits.hasCredits === false ? messages.creditsNone : null;
}

/** The account is named only where one agent has several. */
function accountName(credits: CreditsView, all: readonly CreditsView[]): string {
  const agentName = AGENT_NAMES[credits.agent];
  const isAlone = all.filter(({ agent }) => agent === credits.agent).length === 1;
  return isAlone ? agentName : `${agentName}, ${credits.account}`;
}
