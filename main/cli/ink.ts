/** Colours of the terminal, or none. */
import { styleText } from 'node:util';

export type Ink = {
  readonly strong: (text: string) => string;
  readonly plan: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly error: (text: string) => string;
  readonly quiet: (text: string) => string;
};

const plain = (text: string) => text;
const PLAIN_INK: Ink = { strong: plain, plan: plain, warn: plain, error: plain, quiet: plain };

const COLOUR_INK: Ink = {
  strong: (text) => styleText('bold', text),
  plan: (text) => styleText('green', text),
  warn: (text) => styleText('yellow', text),
  error: (text) => styleText('red', text),
  quiet: (text) => styleText('dim', text),
};

/** Colour only for a person at a terminal who did not ask for none (https://no-color.org). */
export function inkFor(stream: NodeJS.WriteStream, variables: NodeJS.ProcessEnv): Ink {
  const wantsColour = stream.isTTY && !variables['NO_COLOR'] && variables['TERM'] !== 'dumb';
  return wantsColour ? COLOUR_INK : PLAIN_INK;
}

/** Removes control characters from foreign text, so that a file name cannot move the cursor or set colours. */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
    '\ufffd',
  );
}
