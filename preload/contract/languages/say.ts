/**
 * Text in the user's language. English stands in the code and is the key, as with gettext; another language
 * is a table from the English text to its own. What a table lacks is said in English.
 */
import { german } from './german.ts';

/** A text, or its plural forms by CLDR category, in another language. */
export type Translation = string | Partial<Record<Intl.LDMLPluralRule, string>>;
export type Translations = Readonly<Record<string, Translation>>;

/** The languages that Tollgate speaks, as BCP 47 names them. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each by the name that its speakers give it. */
export const LANGUAGE_NAMES: Readonly<Record<string, Language>> = { English: 'en', Deutsch: 'de' };

/** What stands in braces in a text; numbers must have been written by a formatter already. */
export type SayValues = Readonly<Record<string, string>>;
/** English has two forms; `{count}` stands for the number. */
export type CountForms = { readonly one: string; readonly other: string };
/** A locale travels in every context that formats. */
export type SayContext = { readonly locale: string };

/** Made when the language is first spoken: whoever speaks English must not pay for the others. */
const TABLES: Readonly<Record<Language, () => Translations | null>> = {
  en: () => null,
  de: german,
};

/** The language of Tollgate's words for a locale: its own where it speaks it, otherwise English. */
export function languageOf({ locale }: SayContext): Language {
  const named = locale.split('-')[0]?.toLowerCase();
  return LANGUAGES.find((language) => language === named) ?? 'en';
}

/**
 * A text in the language of the context.
 * @param text English, with `{name}` where a value belongs
 */
export function say(context: SayContext, text: string, values: SayValues = {}): string {
  const said = TABLES[languageOf(context)]()?.[text];
  return filled(typeof said === 'string' ? said : text, values);
}

/**
 * A text about a number of things, with the language's plural and the locale's digits.
 * @param forms English; the form `other` is the key
 */
export function sayCount(
  context: SayContext,
  count: number,
  forms: CountForms,
  values: SayValues = {},
): string {
  const language = languageOf(context);
  const said = TABLES[language]()?.[forms.other];
  const own: Partial<Record<Intl.LDMLPluralRule, string>> =
    said === undefined ? forms : typeof said === 'string' ? { other: said } : said;
  const rule = pluralRules(said === undefined ? 'en' : language).select(count);
  const text = own[rule] ?? own.other ?? forms.other;
  return filled(text, { count: numberFormat(context.locale).format(count), ...values });
}

/** English, whoever reads it: what is stored, logged or sent as data, and said again where it is shown. */
export const ENGLISH: SayContext = { locale: 'en' };

/**
 * A sentence that travels finished and in English, through a channel, a file or a log: `sayAgain` knows it by
 * its text and says it in the reader's language.
 */
export function inEnglish(
  text: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

function filled(text: string, values: SayValues): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

const rules = new Map<Language, Intl.PluralRules>();

function pluralRules(language: Language): Intl.PluralRules {
  const found = rules.get(language) ?? new Intl.PluralRules(language);
  rules.set(language, found);
  return found;
}

const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: string): Intl.NumberFormat {
  const found = formats.get(locale) ?? new Intl.NumberFormat(locale);
  formats.set(locale, found);
  return found;
}
