/** Runs the real Codex against the loopback provider (`codex exec`). */
import fs from 'node:fs';
import path from 'node:path';
import type { AgentHome } from './agentHome.ts';
import { type RunResult, runProgram } from './runProgram.ts';

export type CodexSetup = {
  readonly program: string;
  readonly home: AgentHome;
  readonly serverUrl: string;
};

/** `resume` and `fork` take the id of an earlier session. */
export type CodexStart =
  { readonly kind: 'new' } | { readonly kind: 'resume' | 'fork'; readonly sessionId: string };

export type CodexRun = RunResult & { readonly sessionId: string };

export function codexFolder(home: AgentHome): string {
  return path.join(home.folder, '.codex');
}

/** One prompt. The model's commands run unasked: the only model here is our own script. */
export async function runCodex(
  setup: CodexSetup,
  start: CodexStart,
  prompt: string,
  args: readonly string[] = [],
): Promise<CodexRun> {
  writeConfiguration(setup);
  const subcommand = start.kind === 'new' ? [] : [start.kind];
  const session = start.kind === 'new' ? [] : [start.sessionId];
  const always = ['--skip-git-repo-check', '--dangerously-bypass-approvals-and-sandbox', '--json'];
  const result = await runProgram(
    setup.program,
    ['exec', ...subcommand, ...always, ...args, ...session, prompt],
    {
      cwd: setup.home.project,
      env: {
        ...setup.home.env,
        CODEX_HOME: codexFolder(setup.home),
        LOOPBACK_KEY: 'loopback',
      },
    },
  );
  const sessionId = /"thread_id":"([^"]+)"/.exec(result.stdout)?.[1];
  if (!sessionId) throw new Error(`Codex started no session:\n${result.stdout}\n${result.stderr}`);
  return { ...result, sessionId };
}

function writeConfiguration({ home, serverUrl }: CodexSetup): void {
  const folder = codexFolder(home);
  fs.mkdirSync(folder, { recursive: true });
  const lines = [
    'model_provider = "loopback"',
    '[model_providers.loopback]',
    'name = "Loopback"',
    `base_url = "${serverUrl}/v1"`,
    'env_key = "LOOPBACK_KEY"',
    'wire_api = "responses"',
    'request_max_retries = 0',
    'stream_max_retries = 0',
    'supports_websockets = false',
  ];
  fs.writeFileSync(path.join(folder, 'config.toml'), `${lines.join('\n')}\n`);
}
