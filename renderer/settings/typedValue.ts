/** What a person has typed into a setting, checked by the same table that main checks with. */
import { ENGLISH, say, type SayContext } from '../../preload/contract/languages/say.ts';
import { sayAgain } from '../../preload/contract/languages/sayAgain.ts';
import type { SettingPath } from '../../preload/contract/settingPaths.ts';
import { applyChange, nodeAt } from '../../preload/contract/settingsTree.ts';
import { allowedWords, readValue, type ReadValue } from '../../preload/contract/settingTexts.ts';

/** The value, or in the context's language why it does not fit, in a sentence. */
export function typedValue(
  path: SettingPath,
  typed: string,
  context: SayContext = ENGLISH,
): ReadValue {
  const found = nodeAt(path);
  if (!found.ok) return found;
  if (found.node.node !== 'leaf') return { ok: false, message: 'Name one setting.' };
  // An empty field says that nothing is set, where that can be said.
  if (typed.trim() === '' && found.node.none !== null) return { ok: true, value: null };
  const read = readValue(found.node, typed);
  const takes = say(context, 'Takes {allowed}.', { allowed: allowedWords(found.node, context) });
  if (!read.ok) {
    return {
      ok: false,
      message: read.message.includes('it takes') ? takes : sayAgain(context, read.message),
    };
  }
  const outcome = applyChange({}, path, read.value);
  return outcome.ok ? read : { ok: false, message: takes };
}
