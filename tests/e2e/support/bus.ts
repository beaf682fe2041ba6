/** Questions to the session bus, asked with the system's own program. */
import { execFileSync } from 'node:child_process';

/** Data of an answer; throws when the bus or the program behind it refuses. */
export function callBus(verb: 'call' | 'get-property', ...args: readonly string[]): unknown {
  const output = execFileSync('busctl', ['--user', '--json=short', '--', verb, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 5000,
  });
  if (output.trim() === '') return null;
  return (JSON.parse(output) as { data: unknown }).data;
}
