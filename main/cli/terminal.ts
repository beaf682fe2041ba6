/** In whose words the terminal speaks: the settings' language and clock, else the machine's. */
import { displayContext } from '../../preload/contract/displayContext.ts';
import type { FormatContext } from '../../preload/contract/formatting.ts';
import { sayAgain } from '../../preload/contract/languages/sayAgain.ts';
import { readSettings } from '../engine/settings.ts';
import { dataFolderOf, realMachine } from '../platform/machine.ts';
import { savedIn } from './savedIn.ts';

let known: FormatContext | null = null;

/** Looked up once, and only by a command that has something to say which no snapshot comes with. */
export function terminalContext(): FormatContext {
  known ??= contextOfSettings();
  return known;
}

function contextOfSettings(): FormatContext {
  const machine = realMachine();
  try {
    const { settings } = readSettings(savedIn(dataFolderOf(machine, process.platform)));
    return displayContext(settings.appearance, machine);
  } catch {
    // The words must come, above all those about a database that cannot be read.
    return machine;
  }
}

/** Writes a finished English sentence to standard error, in the reader's language. */
export function complain(message: string): void {
  process.stderr.write(`${sayAgain(terminalContext(), message)}\n`);
}
