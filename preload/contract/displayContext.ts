/** Language, clock and time zone that every face writes with: the user's where set, else the system's. */
import type { FormatContext } from './formatting.ts';
import type { Settings } from './settings.ts';

const HOUR_CYCLES = { '12': 'h12', '24': 'h23' } as const;

/**
 * The hours of the clock travel inside the locale (`de-DE-u-hc-h12`, BCP 47 extension U), so that nobody
 * who formats needs to know of the setting.
 */
export function displayContext(
  appearance: Pick<Settings['appearance'], 'timeZone' | 'language' | 'hourCycle'>,
  system: FormatContext,
): FormatContext {
  const { timeZone, language, hourCycle } = appearance;
  const locale = language ?? system.locale;
  return {
    timeZone: timeZone ?? system.timeZone,
    locale:
      hourCycle === null
        ? locale
        : new Intl.Locale(locale, { hourCycle: HOUR_CYCLES[hourCycle] }).toString(),
  };
}
