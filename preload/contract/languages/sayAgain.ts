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

/** Texts of fewer letters than this fit nearly everything, and are tried last. */
const SURE_LENGTH = 8;

type Patterns = { readonly sure: readonly Pattern[]; readonly vague: readonly Pattern[] };

const patterns = new Map<Language, Patterns>();

/** Finished English in the language of the context; as it is where no text is known that made it. */
export function sayAgain(context: SayContext, sentence: string): string {
  const table = MESSAGES[languageOf(context)];
  return table === null ? sentence : (saidAgain(context, sentence, table) ?? sentence);
}

function saidAgain(context: SayContext, sentence: string, table: Translations): string | null {
  const { sure, vague } = patternsOf(languageOf(context), table);
  const exact = say(context, sentence);
  if (exact !== sentence) return exact;
  return (
    byPattern(context, sentence, sure) ??
    byParts(context, sentence, table) ??
    byPattern(context, sentence, vague)
  );
}

function byPattern(
  context: SayContext,
  sentence: string,
  candidates: readonly Pattern[],
): string | null {
  for (const { text, shape, names } of candidates) {
    const found = shape.exec(sentence);
    if (!found) continue;
    // What fills a sentence can be a text as well; it is shorter, so that this comes to an end.
    const values = names.map((name, index) => [name, sayAgain(context, found[index + 1] ?? '')]);
    return say(context, text, Object.fromEntries(values) as Record<string, string>);
  }
  return null;
}

/** Sentences are often put one behind the other. */
function byParts(context: SayContext, text: string, table: Translations): string | null {
  for (const { index } of [...text.matchAll(/[.!?] /g)].reverse()) {
    const head = saidAgain(context, text.slice(0, index + 1), table);
    if (head !== null) return `${head} ${sayAgain(context, text.slice(index + 2))}`;
  }
  return null;
}

/** The texts with names in them, those first that say most by themselves. */
function patternsOf(language: Language, table: Translations): Patterns {
  const known = patterns.get(language);
  if (known) return known;
  const texts = Object.keys(table)
    .filter((text) => text.includes('{'))
    .sort((one, other) => fixedLength(other) - fixedLength(one));
  const made = {
    sure: texts.filter((text) => fixedLength(text) >= SURE_LENGTH).map(patternOf),
    vague: texts.filter((text) => fixedLength(text) < SURE_LENGTH).map(patternOf),
  };
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
