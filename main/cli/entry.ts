/**
 * The terminal command's first file. It starts the second thread of an import, which takes as long to come up as
 * everything before the first file that is read, and only then loads the command itself.
 */
import { fileURLToPath } from 'node:url';
import type * as Command from './index.ts';
import { startTailHelper } from '../ingest/tailHelper.ts';
import { helperUrl } from './helperProgram.ts';
import { compileProgram } from './loadProgram.ts';

// A variable, so that the bundler leaves the finished file's name alone.
const PROGRAM = './cli-program.cjs';

const helper = process.argv[2] === 'import' ? startTailHelper(helperUrl) : null;
const program = compileProgram(fileURLToPath(new URL(PROGRAM, import.meta.url)));
const { runCommand } = program.run() as typeof Command;

/** Settled when the command has ended; what it says to the system stands in the process's exit code. */
export const ended = runCommand(process.argv.slice(2), helper).then(() => {
  // Taking down the heap of an import piece by piece takes longer than closing its database.
  // Electron's exit does not look at what the command has left there.
  if (helper && isAllWritten()) process.exit(process.exitCode);
});

function isAllWritten(): boolean {
  return process.stdout.writableLength === 0 && process.stderr.writableLength === 0;
}
