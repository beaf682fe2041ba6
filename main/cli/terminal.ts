/** In whose words the terminal speaks: the settings' language and clock, else the machine's. */
import type { FormatContext } from '../../preload/contract/formatting.ts';
import { sayAgain } from '../../preload/contract/languages/sayAgain.ts';
import { dataFolderOf, realMachine } from '../platform/machine.ts';
import { hasDatabase } from '../store/open.ts';

let known: FormatContext | null = null;

/**
 * Learns how the user wants to be spoken to. Called once, and by commands only that say something no snapshot
 * comes with: the settings take longer to load than a version to print.
 */
export async function learnTerminalContext(): Promise<void> {
  const machine = realMachine();
  // Where nothing is saved it is the machine's, and a first import need not wait for what reads settings.
  if (!hasDatabase(dataFolderOf(machine, process.platform))) {
    known = machine;
    return;
  }
  const { savedContext } = await import('./savedIn.ts');
  known = savedContext(machine);
}

/** As learnt; the machine's before that. */
export function terminalContext(): FormatContext {
  known ??= realMachine();
  return known;
}

/** Writes a finished English sentence to standard error, in the reader's language. */
export function complain(message: string): void {
  process.stderr.write(`${sayAgain(terminalContext(), message)}\n`);
}
