/** Figures as words: pure functions over numbers, locale and zone passed in, so every face writes alike. */

import { say, type SayContext } from './languages/say.ts';
import type { ReportedMoney, UsageTotal } from './snapshot.ts';

const NO_BREAK_SPACE = '\u00a0';
const EN_DASH = '\u2013';
/** Written for a figure that nobody knows. */
export const UNKNOWN = EN_DASH;

export type FormatContext = { readonly locale: string; readonly timeZone: string };

/** What the locale's private part may say (`displayContext.ts`): amounts are not for other eyes. */
export const AMOUNTS_HIDDEN = 'hide';
/** Bars and figures show what is left of a plan. */
export const LEFT_SHOWN = 'left';

/** Written for an amount that is not for other eyes. */
const HIDDEN = '\u2022\u2022\u2022';

function hasMark(locale: string, mark: string): boolean {
  const [, marks = ''] = /(?:^|-)x-(.*)$/i.exec(locale) ?? [];
  return marks.split('-').includes(mark);
}

/** Whether amounts of money are written as dots. */
export function hidesAmounts({ locale }: Pick<FormatContext, 'locale'>): boolean {
  return hasMark(locale, AMOUNTS_HIDDEN);
}

/** The percent that bars and figures show of a use: itself, or what is left of the plan. */
export function shownPercent(usedPercent: number, { locale }: Pick<FormatContext, 'locale'>) {
  if (!hasMark(locale, LEFT_SHOWN)) return usedPercent;
  // From the figure in whole percents, so that used and left always make a hundred.
  return Math.max(0, 100 - wholePercent(usedPercent));
}

/** `62% used`, or `38% left`. */
export function usageWords(usedPercent: number, context: FormatContext): string {
  const percent = formatPercent(shownPercent(usedPercent, context), context);
  return hasMark(context.locale, LEFT_SHOWN)
    ? say(context, '{percent} left', { percent })
    : say(context, '{percent} used', { percent });
}

/** Never rounded up to 100 before it is reached. */
function wholePercent(percent: number): number {
  return percent < 100 ? Math.min(99, Math.round(percent)) : Math.round(percent);
}

const cache = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();

/** Intl objects are slow to build and draw the same thing each second: keep them. */
function cached<T extends Intl.DateTimeFormat | Intl.NumberFormat>(key: string, make: () => T): T {
  const found = cache.get(key);
  if (found) return found as T;
  const made = make();
  cache.set(key, made);
  return made;
}

function dateFormat(context: FormatContext, options: Intl.DateTimeFormatOptions) {
  return cached(
    `date ${context.locale} ${context.timeZone} ${JSON.stringify(options)}`,
    () => new Intl.DateTimeFormat(context.locale, { ...options, timeZone: context.timeZone }),
  );
}

function numberFormat(locale: string, options: Intl.NumberFormatOptions) {
  return cached(
    `number ${locale} ${JSON.stringify(options)}`,
    () => new Intl.NumberFormat(locale, options),
  );
}

/** `62%`, or as the locale writes it; whole percents, never rounded up to 100 before it is reached. */
export function formatPercent(percent: number, context: FormatContext): string {
  return numberFormat(context.locale, { style: 'percent' }).format(wholePercent(percent) / 100);
}

/** Clock time of an instant: `09:05`, or `9:05 AM` where the day has twice twelve hours. */
export function formatClock(atMs: number, context: FormatContext): string {
  return dateFormat(context, {
    hour: hasTwelveHourClock(context.locale) ? 'numeric' : '2-digit',
    minute: '2-digit',
  }).format(atMs);
}

function hasTwelveHourClock(locale: string): boolean {
  const format = dateFormat({ locale, timeZone: 'UTC' }, { hour: 'numeric' });
  return format.resolvedOptions().hour12 === true;
}

/** Clock time, with the weekday or date where the instant is not on the day of `nowMs`. */
export function formatInstant(atMs: number, nowMs: number, context: FormatContext): string {
  const clock = formatClock(atMs, context);
  const day = localDay(atMs, context.timeZone);
  if (day === localDay(nowMs, context.timeZone)) return clock;
  const isNear = Math.abs(atMs - nowMs) < 6 * 86_400_000;
  const options: Intl.DateTimeFormatOptions = isNear
    ? { weekday: 'short' }
    : { day: 'numeric', month: 'short' };
  return `${dateFormat(context, options).format(atMs)} ${clock}`;
}

/** Length of time in at most two units: `1 h 40 min`, `3 d 4 h`, `under 1 min`. */
export function formatDuration(durationMs: number, context: SayContext): string {
  const minutes = Math.floor(Math.max(0, durationMs) / 60_000);
  if (minutes < 1) return unbroken(say(context, 'under {time}', { time: '1 min' }));
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = minutes % 60;
  const parts =
    days > 0
      ? [say(context, '{count} d', { count: `${days}` }), hours > 0 ? `${hours} h` : '']
      : [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''];
  return unbroken(parts.filter((part) => part !== '').join(' '));
}

function unbroken(text: string): string {
  return text.replaceAll(' ', NO_BREAK_SPACE);
}

/** Age of a reading: `just now`, `40 s ago`, `12 min ago`, `3 h ago`, `2 d ago`. */
export function formatAge(asOfMs: number, nowMs: number, context: SayContext): string {
  const seconds = Math.floor((nowMs - asOfMs) / 1000);
  if (seconds < 5) return say(context, 'just now');
  const time =
    seconds < 60
      ? `${seconds} s`
      : seconds < 3600
        ? `${Math.floor(seconds / 60)} min`
        : seconds < 86_400
          ? `${Math.floor(seconds / 3600)} h`
          : say(context, '{count} d', { count: `${Math.floor(seconds / 86_400)}` });
  return say(context, '{time} ago', { time: unbroken(time) });
}

/** Regions that write their own currency with the same sign; only they need to be told `US$`. */
const OTHER_DOLLAR_REGIONS = new Set(
  'AG AR AU BB BM BN BS BZ CA CL CO DM FJ GD GY HK JM KN KY LC LR MX NA NZ SB SG SR TT TV TW UY'.split(
    ' ',
  ),
);

/** `$` wherever nobody could mistake it for another dollar. */
function currencyDisplay(locale: string): 'symbol' | 'narrowSymbol' {
  const region = new Intl.Locale(locale).maximize().region ?? '';
  return OTHER_DOLLAR_REGIONS.has(region) ? 'symbol' : 'narrowSymbol';
}

function currencyFormat(currency: string, locale: string): Intl.NumberFormat {
  return numberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: currencyDisplay(locale),
  });
}

/** Micro-dollars as dollars: cents from one cent up, `under $0.01` below, so that spending never reads as zero. */
export function formatDollars(micros: number, context: FormatContext): string {
  if (hidesAmounts(context)) return `$${HIDDEN}`;
  const format = currencyFormat('USD', context.locale);
  if (micros !== 0 && Math.abs(micros) < 10_000) {
    return micros < 0
      ? say(context, 'over {amount}', { amount: format.format(-0.01) })
      : say(context, 'under {amount}', { amount: format.format(0.01) });
  }
  return format.format(micros / 1_000_000);
}

/** Micro-dollars as whole dollars, for estimates: `$7`. */
function formatWholeDollars(micros: number, context: FormatContext): string {
  const { locale } = context;
  const options = { style: 'currency', currency: 'USD', maximumFractionDigits: 0 } as const;
  return numberFormat(locale, { ...options, currencyDisplay: currencyDisplay(locale) }).format(
    Math.round(micros / 1_000_000),
  );
}

/** From here on cents say nothing in an estimate. */
const WHOLE_DOLLARS_FROM_MICROS = 2_000_000;

/** Smallest and largest cost that a forecast allows, micro-dollars, estimated. */
export type CostRange = { readonly leastMicros: number; readonly mostMicros: number };

/** Range of a cost, rounded outward: `$4 to $8`, `$0.40 to $1.10`, or one figure where both ends are alike. */
export function costRangeWords(cost: CostRange, context: FormatContext): string {
  if (hidesAmounts(context)) return formatDollars(cost.mostMicros, context);
  const unit = cost.mostMicros >= WHOLE_DOLLARS_FROM_MICROS ? 1_000_000 : 10_000;
  const least = Math.floor(cost.leastMicros / unit) * unit;
  const most = Math.ceil(cost.mostMicros / unit) * unit;
  const write = (micros: number) =>
    unit === 10_000 ? formatDollars(micros, context) : formatWholeDollars(micros, context);
  return least === most
    ? write(most)
    : say(context, '{least} to {most}', { least: write(least), most: write(most) });
}

/** The unit in which a provider counts when it does not state money. */
const CREDIT_UNIT = 'credits';

/** A balance as its provider states it: `$23.41`, or `1,250 credits`, which are not dollars. */
export function formatReportedMoney(money: ReportedMoney, context: FormatContext): string {
  if (hidesAmounts(context)) {
    return /^[A-Z]{3}$/.test(money.currency)
      ? `${money.currency === 'USD' ? '$' : `${money.currency}${NO_BREAK_SPACE}`}${HIDDEN}`
      : `${HIDDEN}${NO_BREAK_SPACE}${unitWords(money.currency, context)}`;
  }
  // Intl takes decimal text exactly; dividing first would pass the amount through a float.
  const amount = `${money.minorUnits}e${-money.exponent}` as `${number}`;
  if (!/^[A-Z]{3}$/.test(money.currency)) {
    const format = numberFormat(context.locale, { maximumFractionDigits: 2 });
    return `${format.format(amount)}${NO_BREAK_SPACE}${unitWords(money.currency, context)}`;
  }
  const format = currencyFormat(money.currency, context.locale);
  const fractionDigits = format.resolvedOptions().maximumFractionDigits ?? 0;
  const isUnderOneUnit = Math.abs(money.minorUnits) * 10 ** fractionDigits < 10 ** money.exponent;
  if (money.minorUnits > 0 && isUnderOneUnit) {
    const least = format.format(`1e${-fractionDigits}` as `${number}`);
    return say(context, 'under {amount}', { amount: least });
  }
  return format.format(amount);
}

function unitWords(unit: string, context: SayContext): string {
  return unit === CREDIT_UNIT ? say(context, 'credits') : unit;
}

/** All tokens of a total; cached input counts, because it is carried and priced as well. */
export function totalTokens(total: UsageTotal): number {
  return total.inputTokens + total.outputTokens + total.cacheWriteTokens + total.cacheReadTokens;
}

/** Ratio with one decimal at most: `1.4`, `1,4`. */
export function formatRatio(ratio: number, context: FormatContext): string {
  return numberFormat(context.locale, { maximumFractionDigits: 1 }).format(ratio);
}

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Size of files: `812 byte`, `3.4 GB`. */
export function formatBytes(bytes: number, context: FormatContext): string {
  const power = bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3);
  const index = Math.min(BYTE_UNITS.length - 1, power);
  return numberFormat(context.locale, {
    style: 'unit',
    unit: BYTE_UNITS[index] ?? 'byte',
    maximumFractionDigits: 1,
  }).format(bytes / 1000 ** index);
}

/** Token counts short enough for a row: `812`, `48.2K`, `7.7B`. */
export function formatTokens(tokens: number, context: FormatContext): string {
  return numberFormat(context.locale, {
    notation: 'compact',
    maximumFractionDigits: 1,
    // German has no short thousands, and would group 19.034 but not 1489 below it.
    useGrouping: true,
  }).format(tokens);
}

/** Plain integer with the locale's grouping. */
export function formatCount(count: number, context: FormatContext): string {
  return numberFormat(context.locale, { maximumFractionDigits: 0 }).format(count);
}

/** YYYY-MM-DD of an instant in a zone. */
export function localDay(atMs: number, timeZone: string): string {
  // en-CA writes dates in ISO order, the shortest way to a day key through Intl.
  return cached(
    `day ${timeZone}`,
    () =>
      new Intl.DateTimeFormat('en-CA', {
        timeZone,
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
      }),
  ).format(atMs);
}

/** File names in other writing directions must not reorder the row they stand in. */
export function isolateText(text: string): string {
  return `\u2068${text}\u2069`;
}
