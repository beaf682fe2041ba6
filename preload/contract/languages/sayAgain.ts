/**
 * Finished English sentences in the reader's language. Problems, refusals and errors are made where nobody
 * knows the reader, travel as plain English (`inEnglish`), and are recognised by their text when shown.
 */
import { germanMessages, germanTakes } from './german.ts';
import { languageOf, say, type Language, type SayContext } from './say.ts';

/** What travels, and what a setting takes: that fills the sentences about settings, where it is named `allowed`. */
type Texts = { readonly messages: Patterns; readonly takes: Patterns };

type Pattern = {
  readonly text: string;
  readonly shape: RegExp;
  readonly names: readonly string[];
};

type Patterns = {
  readonly exact: ReadonlySet<string>;
  readonly sure: readonly Pattern[];
  readonly vague: readonly Pattern[];
};

/** Texts of fewer letters than this fit nearly everything, and are tried last. */
const SURE_LENGTH = 8;

const MAKERS: Readonly<Record<Language, () => Texts | null>> = {
  en: () => null,
  de: () => ({
    messages: patternsOf(Object.keys(germanMessages())),
    takes: patternsOf(Object.keys(germanTakes())),
  }),
};

const made = new Map<Language, Texts | null>();

/** Finished English in the language of the context; as it is where no text is known that made it. */
export function sayAgain(context: SayContext, sentence: string): string {
  const texts = textsOf(languageOf(context));
  return texts === null
    ? sentence
    : (saidAgain(context, sentence, texts.messages, texts) ?? sentence);
}

function textsOf(language: Language): Texts | null {
  const known = made.get(language);
  if (known !== undefined) return known;
  const texts = MAKERS[language]();
  made.set(language, texts);
  return texts;
}

function saidAgain(
  context: SayContext,
  sentence: string,
  patterns: Patterns,
  texts: Texts,
): string | null {
  if (patterns.exact.has(sentence)) return say(context, sentence);
  return (
    byPattern(context, sentence, patterns.sure, texts) ??
    byParts(context, sentence, patterns, texts) ??
    byPattern(context, sentence, patterns.vague, texts)
  );
}

function byPattern(
  context: SayContext,
  sentence: string,
  candidates: readonly Pattern[],
  texts: Texts,
): string | null {
  for (const { text, shape, names } of candidates) {
    const found = shape.exec(sentence);
    if (!found) continue;
    // What fills a sentence can be a text as well; it is shorter, so that this comes to an end.
    const values = names.map((name, index) => {
      const value = found[index + 1] ?? '';
      return [name, valueSaid(context, name, value, texts)];
    });
    return say(context, text, Object.fromEntries(values) as Record<string, string>);
  }
  return null;
}

/** Names that stand for texts of ours; what others stand for is typed by people, or is theirs. */
const TEXT_NAMES: ReadonlySet<string> = new Set([
  'known',
  'message',
  'reason',
  'sentence',
  'standing',
  'what',
  'why',
]);

function valueSaid(context: SayContext, name: string, value: string, texts: Texts): string {
  if (name === 'source') return say(context, value);
  if (name === 'allowed') return saidAgain(context, value, texts.takes, texts) ?? value;
  return TEXT_NAMES.has(name) ? (saidAgain(context, value, texts.messages, texts) ?? value) : value;
}

/** Sentences are often put one behind the other. */
function byParts(
  context: SayContext,
  text: string,
  patterns: Patterns,
  texts: Texts,
): string | null {
  for (const { index } of [...text.matchAll(/[.!?] /g)].reverse()) {
    const head = saidAgain(context, text.slice(0, index + 1), patterns, texts);
    if (head !== null) return `${head} ${sayAgain(context, text.slice(index + 2))}`;
  }
  return null;
}

/** The texts with names in them, those first that say most by themselves. */
function patternsOf(texts: readonly string[]): Patterns {
  const named = texts
    .filter((text) => text.includes('{'))
    .sort((one, other) => fixedLength(other) - fixedLength(one));
  return {
    exact: new Set(texts),
    sure: named.filter((text) => fixedLength(text) >= SURE_LENGTH).map(patternOf),
    vague: named.filter((text) => fixedLength(text) < SURE_LENGTH).map(patternOf),
  };
}

function fixedLength(text: string): number {
  return text.replace(/\{\w+\}/g, '').length;
}

function patternOf(text: string): Pattern {
  const names = [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const fixed = text.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return { text, names, shape: new RegExp(`^${fixed.join('(.+?)')}$`, 's') };
}
