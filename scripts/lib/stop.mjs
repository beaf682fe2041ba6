// Expected failures of the scripts: a sentence for the user and an exit code, never a stack trace.

/** The exit code for "something this needs is not available here" (EX_UNAVAILABLE of sysexits). */
export const UNAVAILABLE = 69;

/** Thrown for a failure the user can do something about. */
export class Stop extends Error {
  constructor(message, exitCode = UNAVAILABLE) {
    super(message);
    this.name = 'Stop';
    this.exitCode = exitCode;
  }
}

/** One line for the user. Always on stderr: stdout belongs to the program that is being started. */
export function say(line) {
  process.stderr.write(`tollgate: ${line}\n`);
}

/** Runs a script's main function; a Stop becomes its message and its exit code. */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? process.exitCode ?? 0;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    say(error.message);
    process.exitCode = error.exitCode;
  }
}
