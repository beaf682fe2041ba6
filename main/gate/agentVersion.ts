/** Which version of an agent is installed: asked of the user's own program, which only prints it. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const DEADLINE_MS = 10_000;

/** A version such as `2.1.330`; null when the program is not found or says something else. */
export async function installedVersion(program: string): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)(program, ['--version'], { timeout: DEADLINE_MS });
    return /\b([0-9]+\.[0-9]+\.[0-9]+)\b/.exec(stdout)?.[1] ?? null;
  } catch {
    // Not on the PATH of this program, or not able to start: the version is unknown either way.
    return null;
  }
}
