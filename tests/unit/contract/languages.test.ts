import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ENDED_WORDS } from '../../../main/cli/creditsText.ts';
import { HISTORY_HEADS } from '../../../main/cli/history.ts';
import { PRICE_HEADS } from '../../../main/cli/prices.ts';
import { USAGE_WORDS } from '../../../main/cli/usage.ts';
import { CREDITS_ROW_NAMES } from '../../../preload/contract/creditsWording.ts';
import { germanMessages } from '../../../preload/contract/languages/german/messages.ts';
import { german } from '../../../preload/contract/languages/german.ts';
import type { Translation, Translations } from '../../../preload/contract/languages/say.ts';
import { SETTINGS } from '../../../preload/contract/settings.ts';
import type { SettingNode } from '../../../preload/contract/settingNodes.ts';
import { saidTexts as windowTexts } from '../renderer/saidTexts.ts';
import { TABLE_TEXTS } from '../renderer/tableTexts.ts';
import { saidTexts, type Said } from './saidTexts.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const table = german();
const messages = germanMessages();
const { said, dynamic } = saidTexts(ROOT);
const { texts: windows } = windowTexts();

/** Sentences and units of the settings stand in their table and are said by whoever lists them. */
function textsBelow(node: SettingNode): readonly string[] {
  if (node.node === 'leaf') {
    return node.form.kind === 'whole' && node.form.unit !== '%'
      ? [node.sentence, node.form.unit]
      : [node.sentence];
  }
  const members = node.node === 'group' ? Object.values(node.members) : [node.entry];
  return members.flatMap(textsBelow);
}

/** Names of lines in `tollgate credits`, said by one function for all. */
const CREDIT_LINES = [
  'Draws on',
  'Usage credits',
  'This month',
  'Estimated',
  'Stated by you',
  'Reported',
  'Spent elsewhere',
  'Drift',
];

const all: readonly Said[] = [
  ...said,
  ...[
    ...textsBelow(SETTINGS),
    ...CREDITS_ROW_NAMES,
    ...USAGE_WORDS,
    ...CREDIT_LINES,
    ...ENDED_WORDS,
    ...HISTORY_HEADS,
    ...PRICE_HEADS,
  ].map((text) => ({ text, how: 'say', place: 'a table' }) as const),
];

function namesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))].sort();
}

/** What is wrong with a translation of a text; null: nothing. */
function faultOf({ text, how }: Said, translation: Translation | undefined): string | null {
  if (translation === undefined) return 'missing';
  if (typeof translation === 'string') {
    return namesIn(translation).join() === namesIn(text).join() ? null : 'other names';
  }
  if (how !== 'sayCount') return 'plural forms for a text without a number';
  const missing = new Intl.PluralRules('de')
    .resolvedOptions()
    .pluralCategories.filter((category) => translation[category] === undefined);
  if (missing.length > 0) return `no form ${missing.join(', ')}`;
  const needed = namesIn(text).filter((name) => name !== 'count');
  const forms = Object.values(translation);
  const isAlike = forms.every(
    (form) =>
      namesIn(form)
        .filter((name) => name !== 'count')
        .join() === needed.join(),
  );
  return isAlike ? null : 'other names';
}

describe('German', () => {
  it('has every text that is said, with the same names in it', () => {
    const faults = all.flatMap((one) => {
      const fault = faultOf(one, table[one.text]);
      return fault === null ? [] : [`${fault}: ${one.text} (${one.place})`];
    });
    expect([...new Set(faults)]).toEqual([]);
    expect(all.length).toBeGreaterThan(200);
  });

  it('has no text that nobody says', () => {
    const known = new Set([...all.map(({ text }) => text), ...windows.keys(), ...TABLE_TEXTS]);
    expect(Object.keys(table).filter((text) => !known.has(text))).toEqual([]);
  });

  it('knows what travels in English by its text', () => {
    const travelling = new Set(
      said.filter(({ how }) => how === 'inEnglish').map(({ text }) => text),
    );
    expect([...travelling].filter((text) => !Object.hasOwn(messages, text))).toEqual([]);
    expect(Object.keys(messages).filter((text) => !travelling.has(text))).toEqual([]);
  });

  it('says one text in one way in all rooms', async () => {
    const folder = path.join(ROOT, 'preload/contract/languages/german');
    const rooms = await Promise.all(
      fs.readdirSync(folder).map(async (file) => {
        const url = pathToFileURL(path.join(folder, file)).href;
        return Object.values((await import(url)) as Record<string, () => Translations>).map(
          (room) => room(),
        );
      }),
    );
    const entries = rooms.flat().flatMap((table) => Object.entries(table));
    const differing = entries.filter(
      ([text, translation]) => JSON.stringify(table[text]) !== JSON.stringify(translation),
    );
    expect(differing).toEqual([]);
  });
});

describe('texts that only are known when they are said', () => {
  it('come from places that are looked at here', () => {
    expect(dynamic).toEqual(DYNAMIC);
  });
});

/** Where a text reaches `say` as a value; what it can be is held above, or is the reader's own. */
const DYNAMIC: readonly string[] = [
  'main/cli/creditsText.ts',
  'main/cli/history.ts',
  'main/cli/prices.ts',
  'main/cli/settings.ts',
  'main/cli/statusText.ts',
  'main/cli/usage.ts',
  'preload/contract/settingTexts.ts',
];
