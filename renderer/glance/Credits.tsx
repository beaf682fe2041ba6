import type { CreditsView } from '../../preload/contract/credits.ts';
import { creditsRows, type CreditsRow } from '../../preload/contract/creditsWording.ts';
import { say } from '../../preload/contract/languages/say.ts';
import { UNKNOWN } from '../../preload/contract/formatting.ts';
import type { AgentId, Snapshot } from '../../preload/contract/snapshot.ts';
import { AGENT_NAMES, listed } from '../../preload/contract/wording.ts';
import { Section } from '../components/Section.tsx';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { useGlance } from '../store/glanceStore.ts';
import { SpendOfLimit, withoutSpend } from './SpendOfLimit.tsx';

/** What is known about paid credits; accounts are never added up. */
export function Credits({ snapshot }: { readonly snapshot: Snapshot }) {
  const { say } = useSay();
  if (snapshot.windows.length === 0 && snapshot.credits === null) return null;
  const accounts = snapshot.credits?.accounts ?? [];
  const silent = silentAgents(snapshot);
  if (accounts.length === 0 && silent.length < 2) {
    return <Section heading={say(messages.credits)} note={say(messages.creditsUnknown)} />;
  }
  return (
    <Section heading={say(messages.credits)}>
      {accounts.map((credits) => (
        <Account
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
  const { say } = useSay();
  return (
    <p className="row">
      <span>{AGENT_NAMES[agent]}</span>
      <span className="aside">{say(messages.creditsUnknown)}</span>
    </p>
  );
}

type AccountProps = {
  readonly credits: CreditsView;
  readonly snapshot: Snapshot;
  readonly name: string;
};

/** The balance stands beside the name; whatever else is known follows, a row each. */
function Account({ credits, snapshot, name }: AccountProps) {
  const { say } = useSay();
  const nowMs = useGlance((state) => state.nowMs);
  const [lead, ...rest] = leadFirst(creditsRows(credits, nowMs, snapshot), snapshot);
  return (
    <>
      <p className="row" title={lead?.origin ?? undefined}>
        <span>
          {lead?.name === 'Balance' ? (
            say(messages.accountBalance, { account: isolated(name) })
          ) : (
            <bdi>{name}</bdi>
          )}
          {lead?.asOf && <span className="aside"> {lead.asOf}</span>}
        </span>
        {lead === undefined ? (
          <span className="aside">{say(messages.creditsUnknown)}</span>
        ) : (
          <span className={isFigure(lead) ? 'figure figure-paid' : 'aside'}>{lead.figure}</span>
        )}
      </p>
      <SpendOfLimit credits={credits} rows={rest} context={snapshot} />
      {withoutSpend(rest, credits).map((row) => (
        <p className="row row-part" key={row.name} title={row.origin ?? undefined}>
          <span className="aside">{listed([say(row.name), row.note])}</span>
          <span>{row.figure}</span>
        </p>
      ))}
    </>
  );
}

/** The balance leads; without one, the state does. That credits are on says nothing beside a balance. */
function leadFirst(rows: readonly CreditsRow[], snapshot: Snapshot): readonly CreditsRow[] {
  const lead =
    rows.find(({ name }) => name === 'Balance') ?? rows.find(({ name }) => name === 'State');
  const rest = rows.filter(
    (row) => row !== lead && !(row.name === 'State' && row.figure === say(snapshot, 'on')),
  );
  return lead ? [lead, ...rest] : rest;
}

function isFigure({ name, figure }: CreditsRow): boolean {
  return name === 'Balance' && !figure.startsWith(UNKNOWN);
}

/** What `bdi` does, within a sentence: a folder's writing direction moves nothing around it. */
function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}

/** The account is named only where one agent has several. */
function accountName(credits: CreditsView, all: readonly CreditsView[]): string {
  const agentName = AGENT_NAMES[credits.agent];
  const isAlone = all.filter(({ agent }) => agent === credits.agent).length === 1;
  return isAlone ? agentName : `${agentName}, ${credits.account}`;
}
