/** Which version of an agent is installed: asked of the user's own program, which only prints it. */
import { delimiter, dirname } from 'node:path';
import type { Environment } from '../agents/agent.ts';
import { findProgram } from '../sources/program/findProgram.ts';

const DEADLINE_MS = 10_000;

/**
 * A version such as `2.1.330`; null when the program is not found or says something else. It is looked for beyond
 * the search path: an app that a desktop starts has a shorter one than its user's terminal.
 */
export async function installedVersion(
  name: string,
  { variables, homeFolder }: Pick<Environment, 'variables' | 'homeFolder'>,
): Promise<string | null> {
  const { platform } = process;
  const program = await findProgram({ name, variables, homeFolder, platform });
  if (program === null) return null;
  // A program from a package manager is a script that looks for its Node beside itself.
  const found = [dirname(program), variables['PATH']].filter((part) => part !== undefined);
  const env = { ...variables, PATH: found.join(delimiter) };
  // Loaded here: most programs that know this file start no other one.
  const [{ execFile }, { promisify }] = await Promise.all([
    import('node:child_process'),
    import('node:util'),
  ]);
  try {
    const options = { timeout: DEADLINE_MS, env };
    const { stdout } = await promisify(execFile)(program, ['--version'], options);
    return /\b([0-9]+\.[0-9]+\.[0-9]+)\b/.exec(stdout)?.[1] ?? null;
  } catch {
    // Not able to start: the version is unknown.
    return null;
  }
}
