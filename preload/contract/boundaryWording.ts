/** What the boundary means, in the sentences that tray, glance and terminal share. */
import {
  costRangeWords,
  formatDollars,
  formatInstant,
  formatPercent,
  usageWords,
  type FormatContext,
} from './formatting.ts';
import type { AgentId, BreachView, Outlook, Snapshot, Verdict, WindowView } from './snapshot.ts';

/** A verdict about what is, or would be, paid. */
export type BoundaryVerdict = Extract<
  Verdict,
  { kind: 'at-boundary' | 'on-credits' | 'blocked' | 'stopped' }
>;

/** One short sentence without a full stop. */
export function boundaryHeadline(verdict: BoundaryVerdict, snapshot: Snapshot): string {
  switch (verdict.kind) {
    case 'at-boundary':
      return 'The next request may be paid';
    case 'on-credits':
      return verdict.isConsented
        ? 'Going on with credits, as you agreed'
        : 'Requests are being paid with credits';
    case 'blocked':
      return verdict.isOff ? 'The plan is used up' : 'The spending ceiling is reached';
    case 'stopped':
      return verdict.untilMs === null
        ? 'Stopped'
        : `Stopped until ${formatInstant(verdict.untilMs, snapshot.takenAtMs, snapshot)}`;
    default:
      return verdict satisfies never;
  }
}

/** What supports it, as sentences without full stops. */
export function boundaryDetails(
  verdict: BoundaryVerdict,
  window: WindowView | null,
  agentNames: Readonly<Record<AgentId, string>>,
  snapshot: Snapshot,
): readonly (string | null)[] {
  const { boundary } = snapshot;
  const agent = boundary.agent === null ? null : agentNames[boundary.agent];
  const used =
    window?.usedPercent === null || window === null
      ? null
      : usageWords(window.usedPercent, snapshot);
  const reset = window?.resetsAtMs ?? null;
  const back =
    reset === null
      ? null
      : `The plan is back at ${formatInstant(reset, snapshot.takenAtMs, snapshot)}`;
  const whose = agent === null ? null : used === null ? agent : `${agent}: ${used}`;
  const broken = boundary.breach && breachWords(boundary.breach, snapshot);
  switch (verdict.kind) {
    case 'at-boundary':
    case 'on-credits':
      return [whose, broken, outlookWords(boundary.outlook, snapshot), back];
    case 'blocked':
      return [
        whose,
        broken,
        verdict.isOff ? 'Credits are off, so nothing is paid' : 'No more can be paid',
        back,
      ];
    case 'stopped':
      return [whose, broken, 'Agents are held where the gate is installed', back];
    default:
      return verdict satisfies never;
  }
}

/** `1 request of about $0.42 was paid all the same: it was under way when the stop came`; no full stop. */
export function breachWords(breach: BreachView, context: FormatContext): string {
  const { requests, micros, isAtLeast, wereInFlight } = breach;
  const isOne = requests === 1;
  const amount =
    micros === null
      ? ''
      : ` of ${isAtLeast ? 'at least' : 'about'} ${formatDollars(micros, context)}`;
  const what = `${isOne ? '1 request' : `${requests} requests`}${amount}`;
  const why = wereInFlight ? `: ${isOne ? 'it was' : 'they were'} under way already` : '';
  return `${what} ${isOne ? 'was' : 'were'} paid beyond your answer${why}`;
}

/** `Going on costs about $4 to $7 until 15:00, estimated`; null where no rate is known. */
export function outlookWords(outlook: Outlook | null, snapshot: Snapshot): string | null {
  if (outlook === null) return null;
  const until = formatInstant(outlook.untilMs, snapshot.takenAtMs, snapshot);
  const cost = { leastMicros: outlook.lowMicros, mostMicros: outlook.highMicros };
  const least = outlook.isAtLeast ? 'at least' : 'about';
  const right =
    outlook.hitPercent === null
      ? ''
      : `; right in ${formatPercent(outlook.hitPercent, snapshot)} of your past windows`;
  return `Going on costs ${least} ${costRangeWords(cost, snapshot)} until ${until}, estimated${right}`;
}
