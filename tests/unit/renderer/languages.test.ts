import { describe, expect, test } from 'vitest';
import { german as germanTable } from '../../../preload/contract/languages/german.ts';
import type { Translation } from '../../../preload/contract/languages/say.ts';
import { saidTexts } from './saidTexts.ts';
import { TABLE_TEXTS } from './tableTexts.ts';

const german = germanTable();
const { texts, unknown, unsaid } = saidTexts();

/** What is no text of the windows: the contract's constants, and sentences that main made. */
const SAID_OF_OTHERS = [
  /^help\/Checks\.tsx: name$/,
  /^credits\/words\.ts: sourceName\(/,
  /^glance\/GateStates\.tsx: GATE_(BADGES|STANDING_WORDS)\[/,
  /^settings\/GateLines\.tsx: GATE_STANDING_WORDS\[/,
  /^settings\/KeyLine\.tsx: (keyWords|KEYS\[provider\]\.name)$/,
  /^settings\/MetricsLines\.tsx: KEYS\.collector\.name$/,
  /^providers\/\w+\.tsx?: PROVIDERS\[provider\]\.name$/,
  /^settings\/PrivacyTable\.tsx: (host|purpose)$/,
  /^settings\/SettingLine\.tsx: leaf\.(form\.unit|sentence)$/,
  /^settings\/TextControl\.tsx: form\.unit$/,
  /^settings\/sections\.ts: sentence$/,
  /^store\/display\.ts: (text|sentence)$/,
];

/** Shown as it is in every language: a command to type, and the names that an interface gives its modes. */
const THE_SAME_EVERYWHERE = [
  /^settings\/DataTools\.tsx:\d+ 'tollgate remove-everything'$/,
  /^settings\/PriceTable\.tsx:\d+ '(fast|batch|standard)'$/,
];

describe('what the windows show', () => {
  test('is said, wherever it is read or heard', () => {
    expect(texts.size).toBeGreaterThan(600);
    expect(unsaid.filter((found) => !THE_SAME_EVERYWHERE.some((one) => one.test(found)))).toEqual(
      [],
    );
  });

  test('is known where it is said, so that it can be translated', () => {
    expect(unknown.filter((found) => !SAID_OF_OTHERS.some((one) => one.test(found)))).toEqual([]);
  });

  test('has its German, as text or with plural forms as the English has', () => {
    const missing = [...texts].filter(([text, kind]) => kindOf(german[text]) !== kind);
    expect(missing).toEqual([]);
  });

  test('has the German of the contract’s tables that only the windows say', () => {
    expect(TABLE_TEXTS.length).toBeGreaterThan(15);
    expect(TABLE_TEXTS.filter((text) => german[text] === undefined)).toEqual([]);
  });

  test('names the same things in German', () => {
    const wrong = [...texts.keys()].flatMap((text) =>
      formsOf(german[text])
        .filter(([rule, form]) => !fits(namesIn(form), namesIn(text), rule))
        .map(([, form]) => form),
    );
    expect(wrong).toEqual([]);
  });
});

function kindOf(translation: Translation | undefined): 'text' | 'count' | undefined {
  if (translation === undefined) return undefined;
  return typeof translation === 'string' ? 'text' : 'count';
}

function formsOf(translation: Translation | undefined): [string, string][] {
  if (translation === undefined) return [];
  return typeof translation === 'string' ? [['text', translation]] : Object.entries(translation);
}

function namesIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name));
}

/** The form for one may leave a name out, as “one window” does; no form names what is not given. */
function fits(said: ReadonlySet<string>, given: ReadonlySet<string>, rule: string): boolean {
  const isWithin = (some: ReadonlySet<string>, all: ReadonlySet<string>) =>
    [...some].every((name) => all.has(name));
  return isWithin(said, given) && (rule === 'one' || isWithin(given, said));
}
