/** What quiet hours make of the alerts that are due, said over a whole life at once. */
import type { AlertSettings } from '../../../main/domain/alerts/types.ts';
import type { Step, World } from './world.ts';

/** An alert that must be told: at which step, and which (`0|session|level 90`). */
export type Due = {
  readonly step: number;
  readonly what: string;
  readonly slot: string;
  readonly isPaid: boolean;
  readonly expiresAtMs: number | null;
};

/** What is shown at a step: an alert, or a summary of several. */
export type Shown = { readonly step: number; readonly what: string };

/** Held back in quiet hours and told at the first step after them; of one slot only the last. */
export function throughQuiet(due: readonly Due[], steps: readonly Step[], world: World): Shown[] {
  const { settings, timeZone } = world;
  const isQuiet = (step: Step) => isQuietByIntl(settings, step.nowMs, timeZone);
  const isHeldBack = (alert: Due) => {
    const step = world.steps[alert.step] as Step;
    return isQuiet(step) && !(alert.isPaid && settings.doesPaidUseBreakQuiet);
  };
  const held = due.filter(isHeldBack);
  const direct = due
    .filter((alert) => !held.includes(alert))
    .map(({ step, what }) => ({ step, what }));
  const byEnd = Map.groupBy(
    held,
    (alert) => steps.find((step) => step.index > alert.step && !isQuiet(step))?.index ?? -1,
  );
  const afterwards = [...byEnd].flatMap(([end, alerts]) => {
    if (end === -1) return [];
    const last = [...Map.groupBy(alerts, ({ slot }) => slot).values()].map(
      (same) => same.toSorted((one, other) => one.step - other.step).at(-1) as Due,
    );
    const [only] = last;
    const { nowMs } = world.steps[end] as Step;
    const isStillNews = only && (only.expiresAtMs === null || only.expiresAtMs > nowMs);
    if (last.length === 1 && only && isStillNews) return [{ step: end, what: only.what }];
    const list = last.map(({ what }) => what).toSorted();
    return [{ step: end, what: `summary: ${list.join(', ')}` }];
  });
  return [...direct, ...afterwards];
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function isQuietByIntl({ quietHours }: AlertSettings, atMs: number, timeZone: string): boolean {
  if (!quietHours) return false;
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  clocks.set(timeZone, clock);
  const [hour = 0, minute = 0] = clock.format(atMs).split(':').map(Number);
  const now = hour * 60 + minute;
  const { fromMinute: from, untilMinute: until } = quietHours;
  if (from === until) return false;
  return from < until ? from <= now && now < until : now >= from || now < until;
}
