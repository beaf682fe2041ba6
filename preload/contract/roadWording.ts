/** The five-hour road as a sentence. */
import { formatInstant, formatPercent, type FormatContext } from './formatting.ts';
import { say } from './languages/say.ts';
import { afterThatWords } from './roadAhead.ts';
import type { Snapshot, WindowView } from './snapshot.ts';
import {
  AGENT_NAMES,
  comparisonWords,
  evenWords,
  hitRateWords,
  listed,
  sentences,
  usedWords,
} from './wording.ts';

/** The five-hour road in words, for those who hear it and for the terminal. */
export function roadWords(window: WindowView, nowMs: number, context: Snapshot): string {
  const clock = (atMs: number) => formatInstant(atMs, nowMs, context);
  const { startsAtMs, resetsAtMs, pace } = window;
  const span =
    startsAtMs === null || resetsAtMs === null
      ? null
      : say(context, 'from {start} to {end}, now {now}', {
          start: clock(startsAtMs),
          end: clock(resetsAtMs),
          now: clock(nowMs),
        });
  const even = window.usedPercent === null ? null : evenWords(window, context);
  const facts = listed([usedWords(window, context), comparisonWords(window, context), even]);
  return sentences([
    `${[listed([AGENT_NAMES[window.agent], say(context, 'five-hour window')]), ...(span === null ? [] : [span])].join(' ')}: ${facts}`,
    ...aheadWords(window, nowMs, context),
    pace !== null || isWithheld(window) ? hitRateWords(window.forecast, context) : null,
  ]);
}

/** When the plan ends, with the forecast's range, and what follows; empty without a forecast. No full stops. */
export function aheadWords(
  window: WindowView,
  nowMs: number,
  context: Snapshot,
): readonly (string | null)[] {
  const { pace } = window;
  if (pace === null) return [];
  const clock = (atMs: number) => formatInstant(atMs, nowMs, context);
  return [
    forecastWords(pace, clock, context),
    pace.endsAtMs === null ? null : afterThatWords(window, context),
  ];
}

function forecastWords(
  pace: NonNullable<WindowView['pace']>,
  clock: (atMs: number) => string,
  context: FormatContext,
): string {
  if (pace.endsAtMs === null) {
    return say(context, 'At this pace the plan lasts until the reset, with about {percent} used', {
      percent: formatPercent(pace.percentAtReset, context),
    });
  }
  const earliest = clock(pace.endsEarliestMs ?? pace.endsAtMs);
  const time = clock(pace.endsAtMs);
  return pace.endsLatestMs === null
    ? say(
        context,
        'At this pace the plan ends about {time}, at the earliest {earliest}, or not before the reset',
        { time, earliest },
      )
    : say(context, 'At this pace the plan ends about {time}, between {earliest} and {latest}', {
        time,
        earliest,
        latest: clock(pace.endsLatestMs),
      });
}

function isWithheld({ usedPercent, forecast }: WindowView): boolean {
  return usedPercent !== null && forecast !== null && !forecast.isShown;
}
