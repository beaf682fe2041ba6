/** What becomes of requests behind the end of a window's plan, and what they would cost. */
import { costRangeWords, formatInstant, type CostRange, type FormatContext } from './formatting.ts';
import { say } from './languages/say.ts';
import type { BoundaryView, Outlook, Snapshot, WindowView } from './snapshot.ts';

export type Ahead = 'would-be-paid' | 'is-paid' | 'held' | 'unpaid';

/** As the window's account stands; where nobody knows whether credits are on, requests may be paid. */
export function aheadOf(window: WindowView, snapshot: Snapshot): Ahead {
  const boundary = boundaryOf(window, snapshot);
  const modelStops = boundary?.modelStops ?? [];
  if (modelStops.some(({ modelName }) => modelName === window.modelName)) return 'held';
  switch (boundary?.state) {
    case 'on-credits-with-consent':
    case 'on-credits-without-consent':
      return 'is-paid';
    case 'stopped': {
      const isOfOneModel = modelStops.some(({ answerId }) => answerId === boundary?.answerId);
      return isOfOneModel ? unanswered(boundary) : 'held';
    }
    case 'blocked-by-ceiling':
      return 'unpaid';
    default:
      return unanswered(boundary);
  }
}

function unanswered(boundary: BoundaryView | undefined): Ahead {
  return boundary?.creditsEnabled === false ? 'unpaid' : 'would-be-paid';
}

/**
 * What going on behind the forecast end of this window's plan would cost until its reset; null where the plan
 * lasts, where another window ends first, where nothing would be paid, or where no rate is known.
 */
export function costAheadOf(window: WindowView, snapshot: Snapshot): Outlook | null {
  if (aheadOf(window, snapshot) !== 'would-be-paid') return null;
  const outlook = boundaryOf(window, snapshot)?.outlook ?? null;
  const endsAtMs = window.pace?.endsAtMs ?? null;
  const fromMs = outlook?.fromMs ?? null;
  if (outlook === null || fromMs === null || endsAtMs === null) return null;
  const isOwnEnd = fromMs >= endsAtMs && outlook.untilMs === window.resetsAtMs;
  return isOwnEnd ? outlook : null;
}

/** `about $4 to $7`, `at least $4 to $7`. */
export function costAheadWords(outlook: Outlook, context: FormatContext): string {
  const cost = costRangeWords(rangeOf(outlook), context);
  return outlook.isAtLeast
    ? say(context, 'at least {cost}', { cost })
    : say(context, 'about {cost}', { cost });
}

function rangeOf({ lowMicros, highMicros }: Outlook): CostRange {
  return { leastMicros: lowMicros, mostMicros: highMicros };
}

/** What follows the forecast end of a window's plan, no full stop; null where agents are held. */
export function afterThatWords(window: WindowView, snapshot: Snapshot): string | null {
  const ahead = aheadOf(window, snapshot);
  if (ahead === 'held') return null;
  if (ahead === 'unpaid') return say(snapshot, 'After that, nothing is paid');
  const outlook = costAheadOf(window, snapshot);
  if (outlook === null) return say(snapshot, 'After that, requests may be paid');
  const amount = costRangeWords(rangeOf(outlook), snapshot);
  const time = formatInstant(outlook.untilMs, snapshot.takenAtMs, snapshot);
  return outlook.isAtLeast
    ? say(
        snapshot,
        'After that, requests are paid: at least {amount} until the {time} reset, estimated',
        { amount, time },
      )
    : say(
        snapshot,
        'After that, requests are paid: about {amount} until the {time} reset, estimated',
        { amount, time },
      );
}

function boundaryOf(window: WindowView, { boundaries }: Snapshot): BoundaryView | undefined {
  return boundaries.find(
    ({ agent, account }) => agent === window.agent && account === window.account,
  );
}
