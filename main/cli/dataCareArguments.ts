/** The words after `take-in`. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import type { Parsed } from './arguments.ts';

type Values = Readonly<Record<string, string | boolean | undefined>>;

export function parseTakeIn(words: readonly string[], values: Values): Parsed {
  const name = 'take-in';
  const isJson = values['json'] === true;
  const [first, second, ...more] = words;
  if (first === 'list' && second === undefined) {
    return { ok: true, command: { name, isJson, action: 'list' } };
  }
  // A file of this name is named with its folder: ./undo
  if (first === 'undo') {
    return second !== undefined && more.length === 0 && /^[1-9]\d{0,8}$/.test(second)
      ? { ok: true, command: { name, isJson, action: 'undo', id: Number(second) } }
      : {
          ok: false,
          message: inEnglish('take-in undo takes one number; tollgate take-in list shows them.'),
        };
  }
  const host = typeof values['host'] === 'string' ? values['host'] : null;
  if (first === undefined || second !== undefined) {
    return {
      ok: false,
      message: inEnglish(
        'take-in takes FILE, of another computer with --host NAME; list; or undo ID.',
      ),
    };
  }
  const isConfirmed = values['yes'] === true;
  return { ok: true, command: { name, isJson, action: 'take', file: first, host, isConfirmed } };
}
