/** What a person has typed into a setting, checked by the same table that main checks with. */
import type { SettingPath } from '../../preload/contract/settingPaths.ts';
import { applyChange, nodeAt } from '../../preload/contract/settingsTree.ts';
import { allowedWords, readValue, type ReadValue } from '../../preload/contract/settingTexts.ts';

/** The value, or why it does not fit, in a sentence. */
export function typedValue(path: SettingPath, typed: string): ReadValue {
  const found = nodeAt(path);
  if (!found.ok) return found;
  if (found.node.node !== 'leaf') return { ok: false, message: 'Name one setting.' };
  // An empty field says that nothing is set, where that can be said.
  if (typed.trim() === '' && found.node.none !== null) return { ok: true, value: null };
  const read = readValue(found.node, typed);
  const takes = `Takes ${allowedWords(found.node)}.`;
  if (!read.ok) {
    return { ok: false, message: read.message.includes('it takes') ? takes : read.message };
  }
  const outcome = applyChange({}, path, read.value);
  return outcome.ok ? read : { ok: false, message: takes };
}
