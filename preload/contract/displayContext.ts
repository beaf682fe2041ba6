/** Language, clock and time zone that every face writes with: the user's where set, else the system's. */
import { AMOUNTS_HIDDEN, LEFT_SHOWN, type FormatContext } from './formatting.ts';
import type { Settings } from './settings.ts';

const HOUR_CYCLES = { '12': 'h12', '24': 'h23' } as const;
const FIRST_DAYS = { monday: 'mon', saturday: 'sat', sunday: 'sun' } as const;

type Display = Pick<
  Settings['appearance'],
  'timeZone' | 'language' | 'hourCycle' | 'weekStartsOn' | 'hideAmounts' | 'shows'
>;

/**
 * Everything about how figures are written travels inside the locale, so that nobody who formats needs to
 * know of the settings: hours and first day of the week as BCP 47 says (`de-DE-u-fw-mon-hc-h12`), what it has
 * no word for in its part for private use (`-x-hide-left`), which Intl passes over.
 */
export function displayContext(appearance: Display, system: FormatContext): FormatContext {
  const { timeZone, language, hourCycle, weekStartsOn, hideAmounts, shows } = appearance;
  const base = language ?? system.locale;
  const options: { hourCycle?: Intl.LocaleHourCycleKey; firstDayOfWeek?: string } = {
    ...(hourCycle === null ? {} : { hourCycle: HOUR_CYCLES[hourCycle] }),
    ...(weekStartsOn === null ? {} : { firstDayOfWeek: FIRST_DAYS[weekStartsOn] }),
  };
  const isPlain = hourCycle === null && weekStartsOn === null;
  const locale = isPlain ? base : new Intl.Locale(base, options).toString();
  const marks = [
    ...(hideAmounts ? [AMOUNTS_HIDDEN] : []),
    ...(shows === 'left' ? [LEFT_SHOWN] : []),
  ];
  return {
    timeZone: timeZone ?? system.timeZone,
    locale: marks.length === 0 ? locale : withMarks(locale, marks),
  };
}

/** A language may have a private part already: its end is the only place for more. */
function withMarks(locale: string, marks: readonly string[]): string {
  return `${locale}${/(?:^|-)x-/i.test(locale) ? '' : '-x'}-${marks.join('-')}`;
}
