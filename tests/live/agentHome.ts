/**
 * A user's home for one test: empty but for what the test puts there, so that a real agent starts
 * as it would on a fresh account and nothing of the machine's own user is read or written.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export type AgentHome = {
  readonly folder: string;
  /** The folder the agent works in. */
  readonly project: string;
  /** The environment of a login shell there; nothing of this process but the PATH. */
  readonly env: Readonly<Record<string, string>>;
  remove(): void;
};

export function createAgentHome(): AgentHome {
  // Resolved, because agents write the real path of their folder into their files.
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-home-')));
  const project = path.join(folder, 'toll-road');
  const temporary = path.join(folder, 'tmp');
  for (const needed of [project, temporary]) fs.mkdirSync(needed);
  return {
    folder,
    project,
    env: {
      HOME: folder,
      PATH: process.env['PATH'] ?? '/usr/bin:/bin',
      TMPDIR: temporary,
      LANG: 'C.UTF-8',
      TERM: 'xterm-256color',
      TZ: 'UTC',
    },
    remove: () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
