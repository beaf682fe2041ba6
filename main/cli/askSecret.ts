/** Asks for a secret at the terminal without showing it, or reads it from a pipe. */
import type { ReadStream } from 'node:tty';

/** Longer than any key, so that what is too long can be said to be. */
const LONGEST_CHARACTERS = 16_384;
const CANCEL = ['\u0003', '\u0004'];
const ERASE = ['\u007f', '\b'];

/** @returns the first line; null when nothing was given, or the user gave up */
export async function askSecret(
  input: NodeJS.ReadStream,
  question: string,
): Promise<string | null> {
  return input.isTTY ? atTerminal(input, question) : fromPipe(input);
}

async function fromPipe(input: NodeJS.ReadStream): Promise<string | null> {
  let text = '';
  input.setEncoding('utf8');
  for await (const chunk of input) {
    text += chunk as string;
    if (text.includes('\n') || text.length > LONGEST_CHARACTERS) break;
  }
  const [line = ''] = text.split(/\r?\n/, 1);
  return line.trim() === '' ? null : line;
}

/** Raw mode, so that the terminal echoes nothing; what is typed is handled here. */
function atTerminal(input: ReadStream, question: string): Promise<string | null> {
  return new Promise((resolve) => {
    let typed = '';
    const end = (value: string | null): void => {
      input.off('data', take);
      input.setRawMode(false);
      input.pause();
      process.stderr.write('\n');
      resolve(value === null || value.trim() === '' ? null : value);
    };
    const take = (chunk: Buffer): void => {
      // A paste may come bracketed by escape sequences (xterm, "bracketed paste mode").
      const text = chunk.toString('utf8').replace(/\u001b\[20[01]~/g, '');
      for (const sign of text) {
        if (CANCEL.includes(sign)) return end(null);
        if (sign === '\r' || sign === '\n') return end(typed);
        if (ERASE.includes(sign)) typed = typed.slice(0, -1);
        else if (typed.length < LONGEST_CHARACTERS) typed += sign;
      }
    };
    process.stderr.write(question);
    input.setRawMode(true);
    input.resume();
    input.on('data', take);
  });
}
