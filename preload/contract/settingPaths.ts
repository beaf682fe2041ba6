/** Names of settings as people write them: `gate.mode`, `accounts[codex|/home/ada/.codex].plan`. */

import { inEnglish } from './languages/say.ts';

/** Name of an own price: a model, and if wanted the day from which it holds. */
export const PRICE_KEY_EXAMPLE = 'claude-opus-5@2026-11-01';

/** Steps from the whole to one setting. */
export type SettingPath = readonly string[];

export type ParsedPath =
  | { readonly ok: true; readonly path: SettingPath }
  | { readonly ok: false; readonly message: string };

const STEP =
  /^(?:(?<plain>[^.[\]"]+)|\[(?<quoted>"(?:[^"\\]|\\.)*")\]|\[(?<bare>[^\]"][^\]]*)\])/su;
const IS_PLAIN = /^[\w-]+$/;

/** Reads a name; a key with odd characters stands in brackets, and if need be in quotes as in JSON. */
export function parsePath(text: string): ParsedPath {
  const path: string[] = [];
  let rest = text.trim();
  while (rest !== '') {
    if (path.length > 0 && rest.startsWith('.')) rest = rest.slice(1);
    else if (path.length > 0 && !rest.startsWith('[')) return refuse(text);
    const step = STEP.exec(rest);
    const { plain, bare, quoted } = step?.groups ?? {};
    const name = plain ?? bare ?? unquoted(quoted);
    if (!step || name === undefined) return refuse(text);
    path.push(name);
    rest = rest.slice(step[0].length);
  }
  return { ok: true, path };
}

/** The name that `parsePath` reads back. */
export function writePath(path: SettingPath): string {
  return path
    .map((step, index) => {
      if (IS_PLAIN.test(step)) return index === 0 ? step : `.${step}`;
      return /^[^\]"][^\]]*$/su.test(step) ? `[${step}]` : `[${JSON.stringify(step)}]`;
    })
    .join('');
}

function unquoted(quoted: string | undefined): string | undefined {
  try {
    return quoted === undefined ? undefined : (JSON.parse(quoted) as string);
  } catch {
    return undefined;
  }
}

function refuse(text: string): ParsedPath {
  return {
    ok: false,
    message: inEnglish(
      '“{text}” is not the name of a setting, such as gate.mode or accounts[KEY].plan.',
      { text },
    ),
  };
}
