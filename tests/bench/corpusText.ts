/** Filler for prompts, answers and tool results: looks like code and prose, costs no time to make. */
import type { Random } from './random.ts';

export type TextSource = (length: number) => string;

const POOL_CHARACTERS = 1_000_000;
const WORDS =
  'the window resets at noon and const value = await read(path) if (total > limit) return ' +
  'import from export function error line test passes fails when a file is empty { } ( ) => ' +
  '"quoted" \'single\' `template` \\n escaped café naïve → “typographic” 日本語 // comment ' +
  'C:\\Users\\dev plan credits gate toll road src/main/index.ts:42 0x1f 3.14 null true';

/** Returns pieces of one large pool; quotes and backslashes in it make JSON escape them. */
export function createTextSource(random: Random): TextSource {
  const words = WORDS.split(' ');
  const pool: string[] = [];
  for (let length = 0; length < POOL_CHARACTERS;) {
    const word = random.pick(words) + (random.chance(0.1) ? '\n' : ' ');
    pool.push(word);
    length += word.length;
  }
  const text = pool.join('');
  return (length) => {
    const wanted = Math.max(1, Math.floor(length));
    if (wanted >= text.length) return text.repeat(Math.ceil(wanted / text.length)).slice(0, wanted);
    const start = random.integer(0, text.length - wanted);
    return text.slice(start, start + wanted);
  };
}
