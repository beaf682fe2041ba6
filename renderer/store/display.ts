/** In which language, and how, this window writes: main says it with all that it hands over. */
import { useMemo } from 'react';
import { create } from 'zustand';
import type { FormatContext } from '../../preload/contract/formatting.ts';
import {
  languageOf,
  say as sayIn,
  sayCount as sayCountIn,
  type CountForms,
  type SayValues,
} from '../../preload/contract/languages/say.ts';
import { sayAgain as sayAgainIn } from '../../preload/contract/languages/sayAgain.ts';

/** `say` and `sayCount` of the contract, bound to the locale of this window. */
export type Speech = {
  readonly say: (text: string, values?: SayValues) => string;
  readonly sayCount: (count: number, forms: CountForms, values?: SayValues) => string;
  /** A finished English sentence that main made: a problem, a refusal. */
  readonly sayAgain: (sentence: string) => string;
};

/** Until main has said more, the language of the system is the best guess. */
export const useDisplay = create<FormatContext>()(() => ({
  locale: navigator.language,
  timeZone: 'UTC',
}));

/** Follows what main hands over; the page says its language to those who read it aloud. */
export function speakAs({ locale, timeZone }: FormatContext): void {
  document.documentElement.lang = languageOf({ locale });
  const { locale: known, timeZone: zone } = useDisplay.getState();
  if (known !== locale || zone !== timeZone) useDisplay.setState({ locale, timeZone });
}

/** Speech for components: they are drawn anew when the language changes. */
export function useSay(): Speech {
  const locale = useDisplay((state) => state.locale);
  return useMemo(() => speechOf(locale), [locale]);
}

/** Speech outside of components, in the language of this moment. */
export function speech(): Speech {
  return speechOf(useDisplay.getState().locale);
}

function speechOf(locale: string): Speech {
  const context = { locale };
  return {
    say: (text, values) => sayIn(context, text, values),
    sayAgain: (sentence) => sayAgainIn(context, sentence),
    sayCount: (count, forms, values) => sayCountIn(context, count, forms, values),
  };
}
