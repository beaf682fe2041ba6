/** The settings as a list: name, value, whether somebody set it, one sentence, what it takes. */
import type { SettingNode } from './settingNodes.ts';
import { ENGLISH } from './languages/say.ts';
import type { SettingPath } from './settingPaths.ts';
import { allowedWords } from './settingTexts.ts';
import { isDocument, nodeAt, parseSettings, rawAt } from './settingsTree.ts';

type AnyLeaf = Extract<SettingNode, { node: 'leaf' }>;

export type SettingRow = {
  readonly path: SettingPath;
  readonly leaf: AnyLeaf;
  readonly value: unknown;
  /** Nobody has set it. */
  readonly isDefault: boolean;
  /** What it takes, in English; `allowedWords` says it in another language. */
  readonly allowed: string;
};

/**
 * The settings below a path; of accounts and budgets those that are set. Empty for a path to nowhere.
 * @param hasPatterns where no account or budget is set, show what could be, with a name that says what to put there
 */
export function settingRows(
  saved: unknown,
  path: SettingPath = [],
  hasPatterns = false,
): SettingRow[] {
  const { settings } = parseSettings(saved);
  const found = nodeAt(path);
  return found.ok ? rowsBelow(found.node, path) : [];

  function rowsBelow(node: SettingNode, at: SettingPath): SettingRow[] {
    if (node.node === 'leaf') return [rowOf(node, at)];
    if (node.node === 'group') {
      return Object.entries(node.members).flatMap(([key, member]) =>
        rowsBelow(member, [...at, key]),
      );
    }
    const entries = rawAt(settings, at);
    const keys = Object.keys(isDocument(entries) ? entries : {});
    const shown = keys.length === 0 && hasPatterns ? [node.keyWords] : keys;
    return shown.flatMap((key) => rowsBelow(node.entry, [...at, key]));
  }

  function rowOf(leaf: AnyLeaf, at: SettingPath): SettingRow {
    const value = rawAt(settings, at);
    return {
      path: at,
      leaf,
      value: value === undefined ? leaf.fallback : value,
      isDefault: rawAt(saved, at) === undefined,
      allowed: allowedWords(leaf, ENGLISH),
    };
  }
}
