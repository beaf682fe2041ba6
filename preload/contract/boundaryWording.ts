/** What the boundary means, in the sentences that tray, glance and terminal share. */
import {
  costRangeWords,
  formatDollars,
  formatInstant,
  formatPercent,
  usageWords,
  type FormatContext,
} from './formatting.ts';
import { say, sayCount } from './languages/say.ts';
import type {
  AgentId,
  BoundaryView,
  BreachView,
  Outlook,
  Snapshot,
  Verdict,
  WindowView,
} from './snapshot.ts';

/** A verdict about what is, or would be, paid. */
export type BoundaryVerdict = Extract<
  Verdict,
  { kind: 'at-boundary' | 'on-credits' | 'blocked' | 'stopped' }
>;

/** One short sentence without a full stop. */
export function boundaryHeadline(verdict: BoundaryVerdict, snapshot: Snapshot): string {
  switch (verdict.kind) {
    case 'at-boundary':
      return say(snapshot, 'The next request may be paid');
    case 'on-credits':
      return verdict.isConsented
        ? say(snapshot, 'Going on with credits, as you agreed')
        : say(snapshot, 'Requests are being paid with credits');
    case 'blocked':
      return verdict.isOff
        ? say(snapshot, 'The plan is used up')
        : say(snapshot, 'The spending ceiling is reached');
    case 'stopped':
      return stoppedWords(verdict, snapshot);
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
  const back = reset === null ? null : backWords(reset, snapshot);
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
        verdict.isOff
          ? say(snapshot, 'Credits are off, so nothing is paid')
          : say(snapshot, 'No more can be paid'),
        back,
      ];
    case 'stopped':
      return [
        whose,
        broken,
        verdict.modelName === null ? null : say(snapshot, 'Other models go on'),
        say(snapshot, 'Agents are held where the gate is installed'),
        back,
      ];
    default:
      return verdict satisfies never;
  }
}

function stoppedWords(
  { modelName: model, untilMs }: Extract<Verdict, { kind: 'stopped' }>,
  snapshot: Snapshot,
): string {
  if (untilMs === null) {
    return model === null
      ? say(snapshot, 'Stopped')
      : say(snapshot, '{model} is stopped', { model });
  }
  const time = formatInstant(untilMs, snapshot.takenAtMs, snapshot);
  return model === null
    ? say(snapshot, 'Stopped until {time}', { time })
    : say(snapshot, '{model} is stopped until {time}', { model, time });
}

/** An answer that can be taken back. */
export type AnswerInForce = {
  readonly answerId: string;
  readonly isStop: boolean;
  /** The model that a stop is about alone; null: it is about all. */
  readonly modelName: string | null;
};

/** The answer that applies to an account now, and every stop of one model. */
export function answersInForce({ state, answerId, modelStops }: BoundaryView): AnswerInForce[] {
  const stops = modelStops.map((stop) => ({ ...stop, isStop: true }));
  const isListed = answerId === null || stops.some((stop) => stop.answerId === answerId);
  return isListed ? stops : [{ answerId, isStop: state === 'stopped', modelName: null }, ...stops];
}

/** `The plan is back at 15:00`; no full stop. */
export function backWords(resetsAtMs: number, snapshot: Snapshot): string {
  const time = formatInstant(resetsAtMs, snapshot.takenAtMs, snapshot);
  return say(snapshot, 'The plan is back at {time}', { time });
}

/** `1 request of about $0.42 was paid beyond your answer: it was under way already`; no full stop. */
export function breachWords(breach: BreachView, context: FormatContext): string {
  const { requests, micros, isAtLeast, wereInFlight } = breach;
  if (micros === null) {
    return wereInFlight
      ? sayCount(context, requests, PAID_IN_FLIGHT)
      : sayCount(context, requests, PAID_BEYOND);
  }
  const cost = formatDollars(micros, context);
  const amount = isAtLeast
    ? say(context, 'at least {cost}', { cost })
    : say(context, 'about {cost}', { cost });
  return wereInFlight
    ? sayCount(context, requests, AMOUNT_IN_FLIGHT, { amount })
    : sayCount(context, requests, AMOUNT_BEYOND, { amount });
}

const PAID_BEYOND = {
  one: '{count} request was paid beyond your answer',
  other: '{count} requests were paid beyond your answer',
};
const PAID_IN_FLIGHT = {
  one: '{count} request was paid beyond your answer: it was under way already',
  other: '{count} requests were paid beyond your answer: they were under way already',
};
const AMOUNT_BEYOND = {
  one: '{count} request of {amount} was paid beyond your answer',
  other: '{count} requests of {amount} were paid beyond your answer',
};
const AMOUNT_IN_FLIGHT = {
  one: '{count} request of {amount} was paid beyond your answer: it was under way already',
  other: '{count} requests of {amount} were paid beyond your answer: they were under way already',
};

/** `Going on costs about $4 to $7 until 15:00, estimated`; null where no rate is known. */
export function outlookWords(outlook: Outlook | null, snapshot: Snapshot): string | null {
  if (outlook === null) return null;
  const time = formatInstant(outlook.untilMs, snapshot.takenAtMs, snapshot);
  const range = { leastMicros: outlook.lowMicros, mostMicros: outlook.highMicros };
  const cost = costRangeWords(range, snapshot);
  const costs = outlook.isAtLeast
    ? say(snapshot, 'Going on costs at least {cost} until {time}, estimated', { cost, time })
    : say(snapshot, 'Going on costs about {cost} until {time}, estimated', { cost, time });
  if (outlook.hitPercent === null) return costs;
  const percent = formatPercent(outlook.hitPercent, snapshot);
  return `${costs}; ${say(snapshot, 'right in {percent} of your past windows', { percent })}`;
}
