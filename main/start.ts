/**
 * The program's first file: a packaged Tollgate is both the app and its terminal command.
 *
 * A command runs and ends here, while Electron still waits for this module before it looks for a screen, so
 * that it needs none. (The switch that makes Electron behave as plain Node is burnt out of the program.)
 */
import { commandWords, maySandboxBeOff, withoutSandbox } from './platform/startWords.ts';

// A variable, so that the bundler leaves the finished file's name alone.
const COMMAND = './cli.cjs';

const words = process.defaultApp
  ? null
  : commandWords({
      words: process.argv.slice(1),
      platform: process.platform,
      variables: process.env,
      isTerminal: process.stdout.isTTY,
    });

if (words === null) {
  if (!maySandboxBeOff(process.argv.slice(1), process.getuid?.() ?? null)) {
    console.error(withoutSandbox(process.env));
    process.exit(64);
  }
  await import('./index.ts');
} else {
  process.argv.splice(1, process.argv.length - 1, 'tollgate', ...words);
  const { ended } = (await import(COMMAND)) as { ended: Promise<void> };
  await ended;
  // Electron's exit does not look at what the command has left there.
  process.exit(process.exitCode);
}
