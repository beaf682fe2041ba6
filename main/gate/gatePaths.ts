/** Where the gate's files lie, and the command line that names them: an API, see docs/gate.md. */
import { join } from 'node:path';
import type { HookWord } from '../agents/agent.ts';
import { quoteForShell } from '../sources/bridge/bridgePaths.ts';

export const GATE_SCRIPT_NAME = 'tollgate-gate.sh';
export const WINDOWS_GATE_SCRIPT_NAME = 'tollgate-gate.ps1';

/** Files that all accounts share. */
export type GatePaths = {
  readonly folder: string;
  /** The gate file. */
  readonly state: string;
  readonly lock: string;
  readonly script: string;
  readonly windowsScript: string;
  readonly backups: string;
  /** Questions of hooks that wait for the user. */
  readonly requests: string;
  /** Permissions for one prompt. */
  readonly once: string;
  /** Signs of life of hooks. */
  readonly live: string;
};

/** The layout in the data folder. */
export function gatePathsOf(dataFolder: string): GatePaths {
  const folder = join(dataFolder, 'gate');
  return {
    folder,
    state: join(folder, 'gate.state'),
    lock: join(folder, 'gate.lock'),
    script: join(folder, GATE_SCRIPT_NAME),
    windowsScript: join(folder, WINDOWS_GATE_SCRIPT_NAME),
    backups: join(folder, 'backups'),
    requests: join(folder, 'requests'),
    once: join(folder, 'once'),
    live: join(folder, 'live'),
  };
}

/** Name of an account in the gate file and in hooks; `configFolder` must be resolved. */
export function gateAccountId(agent: string, configFolder: string): string {
  // Not imported: loading it takes a short command 4 ms, and few commands ask.
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha256').update(`${agent}\n${configFolder}`).digest('hex').slice(0, 12);
}

export type HookCall = {
  readonly accountId: string;
  readonly word: HookWord;
  readonly isStrict: boolean;
  /** Whose answers the agent understands; absent: those of Claude Code. */
  readonly answers?: 'user-message';
};

/**
 * The command line of one hook; the same in every version, because Codex asks for trust again when it
 * changes. It looks for the script first: `sh` ends with 2 for a missing file, and agents take 2 for
 * "stop", so a deleted data folder would lock the user out.
 */
export function hookCommand(paths: GatePaths, call: HookCall, platform: NodeJS.Platform): string {
  const { accountId, word, isStrict, answers } = call;
  const words = [accountId, word, ...(isStrict ? ['strict'] : []), ...(answers ? [answers] : [])];
  const said = words.join(' ');
  if (platform === 'win32') {
    const flags = '-NoProfile -NonInteractive -ExecutionPolicy Bypass';
    return `powershell.exe ${flags} -File "${paths.windowsScript}" ${said}`;
  }
  const script = quoteForShell(paths.script);
  return `[ -r ${script} ] || { echo 'The Tollgate gate is missing' >&2; exit 1; }; exec sh ${script} ${said}`;
}

/** Whether a command line runs our gate for this account. */
export function runsOurGate(command: string, paths: GatePaths, accountId: string): boolean {
  const { script, windowsScript } = paths;
  const isOurs = [quoteForShell(script), script, windowsScript].some((path) =>
    command.includes(path),
  );
  return isOurs && command.includes(` ${accountId} `);
}

/** Whether it runs the gate of another data folder or of another account. */
export function runsForeignGate(command: string, paths: GatePaths, accountId: string): boolean {
  const isGate = [GATE_SCRIPT_NAME, WINDOWS_GATE_SCRIPT_NAME].some((name) =>
    command.includes(name),
  );
  return isGate && !runsOurGate(command, paths, accountId);
}
