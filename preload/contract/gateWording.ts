/** The words for the gate that every face shows. */
import { say, type SayContext } from './languages/say.ts';
import type { AgentFolderView, BoundaryView, GateStanding, Snapshot } from './snapshot.ts';

export const GATE_STANDING_WORDS: Readonly<Record<GateStanding, string>> = {
  active: 'the gate is active',
  'not-installed': 'the gate is not installed',
  'not-tried': 'the gate is installed, and was not needed yet',
  'not-trusted': 'the gate is installed, but not trusted by the agent',
  bypassed: 'the gate is installed, but the agent does not run it',
  replaced: 'the gate is not active: another program took it out of the settings',
  unreadable: 'the gate cannot be judged: the settings cannot be read',
  'cannot-be-held': 'cannot be stopped here',
};

/** The same in a badge. Only `held` promises anything. */
const GATE_BADGES: Readonly<Record<GateStanding, string>> = {
  active: 'held',
  'not-installed': 'not held',
  'not-tried': 'held from the next prompt',
  'not-trusted': 'not held: not trusted',
  bypassed: 'not held: hook not run',
  replaced: 'not held: hook taken out',
  unreadable: 'not known whether held',
  'cannot-be-held': 'cannot be stopped here',
};

/** What a folder says of its gate. */
export type GateOfFolder = Pick<AgentFolderView, 'isGateUnproven'> & {
  readonly gate: GateStanding;
};

/** Nothing may promise what the real program was never seen to do. */
const NOT_PROVEN_BADGE = 'not proven';
export const NOT_PROVEN_WORDS = 'not proven with the real program';
const PROMISING: ReadonlySet<GateStanding> = new Set(['active', 'not-tried']);

/** How the gate of a folder stands, in a badge. */
export function gateBadge({ gate, isGateUnproven }: GateOfFolder, context: SayContext): string {
  const isDoubtful = isGateUnproven && PROMISING.has(gate);
  return isDoubtful ? say(context, NOT_PROVEN_BADGE) : say(context, GATE_BADGES[gate]);
}

/** How the gate of a folder stands, in words that follow a colon. */
export function gateWords({ gate, isGateUnproven }: GateOfFolder, context: SayContext): string {
  const words = say(context, GATE_STANDING_WORDS[gate]);
  return isGateUnproven ? `${words} (${say(context, NOT_PROVEN_WORDS)})` : words;
}

/** Standings that leave hooks in the settings. */
const INSTALLED: ReadonlySet<GateStanding> = new Set([
  'active',
  'not-tried',
  'not-trusted',
  'bypassed',
]);
/** Places before the toll road at which the gate is worth offering. */
const PRESSING: ReadonlySet<BoundaryView['state']> = new Set([
  'near',
  'at-boundary',
  'on-credits-without-consent',
]);

/** Whether the hooks are in the agent's settings. */
export function isGateInstalled(gate: AgentFolderView['gate']): boolean {
  return gate !== null && INSTALLED.has(gate);
}

/** Whether there is something to install. */
export function isGateMissing(gate: AgentFolderView['gate']): boolean {
  return gate === 'not-installed' || gate === 'replaced';
}

/** Whether an account is so near to paid use that stopping it is worth offering. */
export function isBoundaryNear(snapshot: Snapshot, agent: string, account: string): boolean {
  return snapshot.boundaries.some(
    (one) => one.agent === agent && one.account === account && PRESSING.has(one.state),
  );
}

/** When the account's five-hour window resets; null: not known, or passed. */
export function sessionResetMs(
  snapshot: Pick<Snapshot, 'windows' | 'takenAtMs'>,
  agent: string,
  account: string,
): number | null {
  const window = snapshot.windows.find(
    (one) => one.kind === 'session' && one.agent === agent && one.account === account,
  );
  const resetsAtMs = window?.resetsAtMs ?? null;
  return resetsAtMs !== null && resetsAtMs > snapshot.takenAtMs ? resetsAtMs : null;
}

/** How the gate of the account that the verdict is about stands, where there is little room. */
export type GateSummary = {
  readonly words: string;
  /** Whose gate, and how it stands in full. */
  readonly title: string;
  /** What the hooks are told; null: nothing holds, so it does not matter, or it is not known. */
  readonly isClosed: boolean | null;
};

const SUMMARIES: Readonly<Record<Exclude<GateStanding, 'cannot-be-held'>, string>> = {
  active: 'Gate on',
  'not-tried': 'Gate on',
  'not-installed': 'Gate off',
  'not-trusted': 'Gate not trusted',
  bypassed: 'Gate not run',
  replaced: 'Gate taken out',
  unreadable: 'Gate not known',
};

/** Null where the account has no gate of its own, or could not have one. */
export function gateSummary(snapshot: Snapshot): GateSummary | null {
  const { boundary, agents } = snapshot;
  const agent = agents.find(({ id }) => id === boundary.agent);
  const folder = agent?.folders.find(({ path }) => path === boundary.account);
  if (!agent || !folder?.gate || folder.gate === 'cannot-be-held') return null;
  const { gate } = folder;
  const title = `${agent.name}: ${gateWords({ ...folder, gate }, snapshot)}`;
  if (!PROMISING.has(gate)) return { words: say(snapshot, SUMMARIES[gate]), title, isClosed: null };
  if (folder.isGateUnproven)
    return { words: say(snapshot, 'Gate not proven'), title, isClosed: null };
  const words = {
    open: say(snapshot, 'Gate on, open'),
    closed: say(snapshot, 'Gate on, closed'),
    unknown: say(snapshot, SUMMARIES[gate]),
  };
  const isClosed = boundary.gate === 'unknown' ? null : boundary.gate === 'closed';
  return { words: words[boundary.gate], title, isClosed };
}
