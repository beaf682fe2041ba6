/**
 * Finished English sentences in the reader's language. Problems, refusals and errors are made where nobody
 * knows the reader, travel as plain English (`inEnglish`), and are recognised by their text when shown.
 */
import { germanMessages } from './german/messages.ts';
import { languageOf, say, type Language, type SayContext, type Translations } from './say.ts';

const MESSAGES: Readonly<Record<Language, Translations | null>> = { en: null, de: germanMessages };

type Pattern = {
  readonly text: string;
  readonly shape: RegExp;
  readonly names: readonly string[];
};

const patterns = new Map<Language, readonly Pattern[]>();

/** A finished English sentence in the language of the context; as it is where no text is known that made it. */
export function sayAgain(context: SayContext, sentence: string): string {
  const language = languageOf(context);
  const table = MESSAGES[language];
  if (table === null) return sentence;
  if (Object.hasOwn(table, sentence)) return say(context, sentence);
  for (const { text, shape, names } of patternsOf(language, table)) {
    const found = shape.exec(sentence);
    if (!found) continue;
    // What fills a sentence can be a text as well; it is shorter, so that this comes to an end.
    const values = names.map((name, index) => [name, sayAgain(context, found[index + 1] ?? '')]);
    return say(context, text, Object.fromEntries(values) as Record<string, string>);
  }
  return sentence;
}

/** The texts with names in them, those first that say most by themselves. */
function patternsOf(language: Language, table: Translations): readonly Pattern[] {
  const known = patterns.get(language);
  if (known) return known;
  const made = Object.keys(table)
    .filter((text) => text.includes('{'))
    .sort((one, other) => fixedLength(other) - fixedLength(one))
    .map(patternOf);
  patterns.set(language, made);
  return made;
}

function fixedLength(text: string): number {
  return text.replace(/\{\w+\}/g, '').length;
}

function patternOf(text: string): Pattern {
  const names = [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const fixed = text.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return { text, names, shape: new RegExp(`^${fixed.join('(.+?)')}$`, 's') };
}
