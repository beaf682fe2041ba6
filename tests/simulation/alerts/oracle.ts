/**
 * What must have been told, said over a whole life at once and from the truth beside the readings: which
 * window each is really about. Written without the machine: no memory is carried from step to step; every
 * question looks at the life as a list.
 */
import type { AlertSettings } from '../../../main/domain/alerts/types.ts';
import { throughQuiet, type Due, type Shown } from './oracleQuiet.ts';
import { DAY, HOUR, MINUTE, type Presented, type Step, type World } from './world.ts';

type Effective = Presented & { readonly step: Step; readonly isFirstEver: boolean };

/** Everything that must come out of a life. */
export function expectedShows(world: World): Shown[] {
  const steps = world.steps.filter(({ kill }) => kill !== 'before-save');
  const windows = effectiveByWindow(steps);
  const due = [
    ...windows.flatMap((readings) => dueLevels(readings, world.settings)),
    ...windows.flatMap((readings) => dueForecast(readings, world.settings)),
    ...windows.flatMap((readings) => dueBack(readings, windows, steps, world.settings)),
    ...[0, 1].flatMap((account) => dueBalances(account, steps, world.settings)),
    ...dueEvents(steps),
  ];
  return throughQuiet(due, steps, world);
}

/** Readings that count, by true window: not late, and of a window that is not over by the computer's clock. */
function effectiveByWindow(steps: readonly Step[]): Effective[][] {
  const all = steps.flatMap((step) => step.readings.map((reading) => ({ ...reading, step })));
  const byWindow = Map.groupBy(all, ({ windowId }) => windowId);
  const effective = [...byWindow.values()].map((readings) => {
    const taken: (Presented & { step: Step })[] = [];
    for (const reading of readings) {
      const { nowMs } = reading.step;
      const newestMs = taken.at(-1)?.asOfMs ?? -Infinity;
      const isComparable = newestMs <= nowMs + MINUTE || reading.asOfMs > nowMs + MINUTE;
      const isLate = isComparable && reading.asOfMs < newestMs;
      const resetMs = reading.resetsAtMs ?? lastReset(taken);
      const isOver =
        reading.resetsAtMs === null
          ? resetMs !== null && resetMs <= nowMs && reading.asOfMs < resetMs
          : reading.resetsAtMs <= nowMs;
      const isLost = isAdrift(reading, all) || isOvertaken(reading, all);
      if (!isLate && !isOver && !isLost) taken.push(reading);
    }
    return taken;
  });
  const firsts = new Map<string, number>();
  for (const reading of effective.flat()) {
    const limit = `${reading.account}|${reading.kind}`;
    firsts.set(limit, Math.min(firsts.get(limit) ?? Infinity, reading.step.index));
  }
  return effective
    .filter((readings) => readings.length > 0)
    .map((readings) =>
      readings.map((reading) => ({
        ...reading,
        isFirstEver: firsts.get(`${reading.account}|${reading.kind}`) === reading.step.index,
      })),
    );
}

/** Dated in the future, without a reset, and something of a later date of the computer's was heard since. */
function isAdrift(
  reading: Presented & { step: Step },
  all: readonly (Presented & { step: Step })[],
): boolean {
  const latestMs = reading.step.nowMs + MINUTE;
  if (reading.resetsAtMs !== null || reading.asOfMs <= latestMs) return false;
  const before = all.findLast(
    ({ step, account, kind, resetsAtMs, asOfMs }) =>
      step.index < reading.step.index &&
      account === reading.account &&
      kind === reading.kind &&
      (resetsAtMs === null ? asOfMs <= step.nowMs + MINUTE : resetsAtMs > step.nowMs),
  );
  return before !== undefined && before.asOfMs <= latestMs;
}

/**
 * Without a reset, and of an earlier date than the latest word on another window, or than the end of another one
 * that is over now: nothing in it says which window it is about, so that it is late news of the limit, though its
 * own window heard nothing newer (a clock set back by a day, a reading that was lost with its program and comes
 * again).
 */
function isOvertaken(
  reading: Presented & { step: Step },
  all: readonly (Presented & { step: Step })[],
): boolean {
  if (reading.resetsAtMs !== null) return false;
  const others = all.filter(
    ({ step, account, kind, windowId }) =>
      step.index < reading.step.index &&
      account === reading.account &&
      kind === reading.kind &&
      windowId !== reading.windowId,
  );
  return [...Map.groupBy(others, ({ windowId }) => windowId).values()].some((window) => {
    const { nowMs } = reading.step;
    const { latestMs, resetMs } = latestWord(window);
    const isComparable = latestMs <= nowMs + MINUTE || reading.asOfMs > nowMs + MINUTE;
    const isBehind = isComparable && reading.asOfMs < latestMs;
    return isBehind || (resetMs !== null && resetMs <= nowMs && reading.asOfMs < resetMs);
  });
}

/** Time of the last reading of a window that was neither late nor over when it came, and the reset said last. */
function latestWord(window: readonly (Presented & { step: Step })[]): {
  latestMs: number;
  resetMs: number | null;
} {
  return window.reduce<{ latestMs: number; resetMs: number | null }>(
    (word, { step: { nowMs }, asOfMs, resetsAtMs }) => {
      const { latestMs, resetMs } = word;
      const isComparable = latestMs <= nowMs + MINUTE || asOfMs > nowMs + MINUTE;
      const isLate = isComparable && asOfMs < latestMs;
      if (isLate || (resetsAtMs !== null && resetsAtMs <= nowMs)) return word;
      return { latestMs: asOfMs, resetMs: resetsAtMs ?? resetMs };
    },
    { latestMs: -Infinity, resetMs: null },
  );
}

function lastReset(readings: readonly Presented[]): number | null {
  return readings.findLast(({ resetsAtMs }) => resetsAtMs !== null)?.resetsAtMs ?? null;
}

const cut = (percent: number) => Math.floor(percent * 1000);

/** What a figure must fall by to take a level back: exactly five points are enough. */
const FALL = 5000;

/**
 * The readings of a window that take a high figure back, by place: five points below the highest figure since
 * the last such fall, and said by the source that was the first to say that figure. After a fall its source
 * goes on leading until another one says what lies five points above.
 */
function fallsOf(readings: readonly Presented[]): number[] {
  const highest = (from: number, until: number, hasFallen: boolean) =>
    readings
      .slice(from, until)
      .map(({ usedPercent, source }, place) => {
        const isFallen = hasFallen && place === 0;
        return { figure: cut(usedPercent) + (isFallen ? FALL - 1 : 0), source };
      })
      .reduce((best, other) => (other.figure > best.figure ? other : best));
  return readings.reduce<number[]>((falls, { usedPercent, source }, index) => {
    if (index === 0) return falls;
    const high = highest(falls.at(-1) ?? 0, index, falls.length > 0);
    const isFall = source === high.source && cut(usedPercent) + FALL <= high.figure;
    return isFall ? [...falls, index] : falls;
  }, []);
}

/** Whether a level was taken back by one of the readings at these places. */
function takesBack(
  readings: readonly Presented[],
  falls: readonly number[],
  level: number,
): (place: number) => boolean {
  return (place) =>
    falls.includes(place) && cut(readings[place]?.usedPercent ?? 0) + FALL <= level * 1000;
}

function dueLevels(readings: readonly Effective[], settings: AlertSettings): Due[] {
  const percents =
    readings[0]?.kind === 'session' ? settings.sessionPercents : settings.weeklyPercents;
  const levels = [...percents, settings.gatePercent];
  const isOff = settings.switchedOff.includes('plan-level');
  const falls = fallsOf(readings);
  return readings.flatMap((reading, index) => {
    const crossed = levels.filter((level) => {
      if (cut(reading.usedPercent) < level * 1000 || reading.isFirstEver) return false;
      const before = readings.slice(0, index);
      const toldAt = before.findLastIndex(({ usedPercent }) => cut(usedPercent) >= level * 1000);
      const isBack = takesBack(readings, falls, level);
      return toldAt === -1 || before.some((_, place) => place > toldAt && isBack(place));
    });
    if (crossed.length === 0 || isOff) return [];
    const level = Math.max(...crossed);
    const { nowMs, index: step } = reading.step;
    const isFresh = nowMs - reading.asOfMs <= 15 * MINUTE;
    const resetMs = lastReset(readings.slice(0, index + 1));
    return {
      step,
      what: `${reading.account}|${reading.kind}|level ${level}`,
      slot: `${reading.windowId} level`,
      isPaid: level >= settings.gatePercent && reading.account === 0 && isFresh,
      expiresAtMs: resetMs !== null && resetMs > nowMs ? resetMs : null,
    };
  });
}

function dueForecast(readings: readonly Effective[], settings: AlertSettings): Due[] {
  if (settings.switchedOff.includes('forecast')) return [];
  const index = readings.findIndex((reading, at) => {
    const { nowMs } = reading.step;
    const endsMs = reading.forecastEndsAtMs;
    const resetMs = lastReset(readings.slice(0, at + 1)) ?? Infinity;
    return (
      endsMs !== null &&
      !reading.isFirstEver &&
      reading.usedPercent < 100 &&
      nowMs - reading.asOfMs <= 15 * MINUTE &&
      endsMs - nowMs <= settings.forecastLeadMs &&
      endsMs < resetMs &&
      nowMs < resetMs
    );
  });
  const reading = readings[index];
  if (!reading) return [];
  const { nowMs } = reading.step;
  const endsMs = Math.max(reading.forecastEndsAtMs ?? 0, nowMs + 5 * MINUTE);
  const resetMs = lastReset(readings.slice(0, index + 1)) ?? Infinity;
  return [
    {
      step: reading.step.index,
      what: `${reading.account}|${reading.kind}|forecast`,
      slot: `${reading.windowId} forecast`,
      isPaid: reading.account === 0,
      expiresAtMs: Math.min(endsMs, resetMs),
    },
  ];
}

/** Whether the plan counts as used up after a step: the last word on the gate's level says so. */
function standsAtGate(readings: readonly Effective[], untilStep: number, gate: number): boolean {
  const isBack = takesBack(readings, fallsOf(readings), gate);
  const last = readings.findLast(
    (reading, place) =>
      reading.step.index <= untilStep && (cut(reading.usedPercent) >= gate * 1000 || isBack(place)),
  );
  return last !== undefined && cut(last.usedPercent) >= gate * 1000;
}

function resetKnownAt(readings: readonly Effective[], untilStep: number): number | null {
  return lastReset(readings.filter(({ step }) => step.index <= untilStep));
}

function dueBack(
  readings: readonly Effective[],
  all: readonly (readonly Effective[])[],
  steps: readonly Step[],
  settings: AlertSettings,
): Due[] {
  const [first] = readings;
  if (
    !first ||
    !readings.some(({ usedPercent }) => cut(usedPercent) >= settings.gatePercent * 1000)
  ) {
    return [];
  }
  const isEnded = (window: readonly Effective[], { index, nowMs }: Step) => {
    const resetMs = resetKnownAt(window, index);
    return resetMs !== null && resetMs <= nowMs;
  };
  const lengthMs = first.kind === 'session' ? 5 * HOUR : 7 * DAY;
  const isOld = ({ index, nowMs }: Step) =>
    nowMs >= (resetKnownAt(readings, index) ?? 0) + lengthMs;
  const isFollowed = ({ index }: Step) =>
    all.some(
      (window) =>
        window[0]?.account === first.account &&
        window[0].kind === first.kind &&
        window[0].step.index <= index &&
        (resetKnownAt(window, index) ?? 0) > (resetKnownAt(readings, index) ?? 0),
    );
  // Old news is told no more once the next window is known; until then the clock may be wrong.
  const step = steps.find(
    (candidate) =>
      candidate.index >= first.step.index &&
      isEnded(readings, candidate) &&
      standsAtGate(readings, candidate.index, settings.gatePercent) &&
      (!isOld(candidate) || isFollowed(candidate)),
  );
  if (!step || settings.switchedOff.includes('plan-back')) return [];
  const resetMs = resetKnownAt(readings, step.index) ?? 0;
  const expiresAtMs = resetMs + lengthMs;
  const others = all.filter(
    (window) =>
      window !== readings &&
      window[0]?.account === first.account &&
      window[0].step.index <= step.index,
  );
  const isHeld = others.some(
    (window) =>
      standsAtGate(window, step.index, settings.gatePercent) &&
      (resetKnownAt(window, step.index) ?? 0) > step.nowMs,
  );
  const hasLater = others.some(
    (window) =>
      window[0]?.kind === first.kind &&
      isEnded(window, step) &&
      (resetKnownAt(window, step.index) ?? 0) > resetMs,
  );
  if (isHeld || hasLater || isOld(step)) return [];
  const what = `${first.account}|${first.kind}|back`;
  return [{ step: step.index, what, slot: `${first.windowId} back`, isPaid: false, expiresAtMs }];
}

function dueBalances(account: number, steps: readonly Step[], settings: AlertSettings): Due[] {
  const series = steps.map((step) => ({
    step: step.index,
    micros: (step.balances.find((balance) => balance.account === account)?.cents ?? 0) * 10_000,
  }));
  return series.flatMap(({ step, micros }, index) => {
    const crossed = settings.lowBalanceMicros.filter((level) => {
      if (micros > level || index === 0) return false;
      const before = series.slice(0, index);
      const toldAt = before.findLastIndex((other) => other.micros <= level);
      return (
        toldAt === -1 || before.slice(toldAt + 1).some((other) => other.micros >= level + 1_000_000)
      );
    });
    if (crossed.length === 0) return [];
    const what = `${account}|balance|level ${Math.min(...crossed)}`;
    return { step, what, slot: `${account} balance`, isPaid: false, expiresAtMs: null };
  });
}

function dueEvents(steps: readonly Step[]): Due[] {
  const all = steps.flatMap((step) => step.events.map((event) => ({ ...event, step })));
  return [...Map.groupBy(all, ({ key }) => key).values()].flatMap(([first]) => {
    if (!first || first.step.nowMs >= first.atMs + DAY) return [];
    const what = `${first.account}|event|${first.key}`;
    return {
      step: first.step.index,
      what,
      slot: first.key,
      isPaid: true,
      expiresAtMs: first.atMs + DAY,
    };
  });
}
