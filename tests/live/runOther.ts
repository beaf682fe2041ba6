/**
 * Runs the other real agents against the loopback provider: one prompt, without a terminal, everything
 * allowed (the only model here is our own script), and nothing sent anywhere else.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { AgentHome } from './agentHome.ts';
import {
  ensureCopilotCli,
  ensureGeminiCli,
  ensureOpenCode,
  ensurePi,
  ensureQwenCode,
} from './agentPrograms.ts';
import { runProgram, type RunResult } from './runProgram.ts';

export type OtherAgent = 'gemini-cli' | 'qwen-code' | 'copilot-cli' | 'pi' | 'opencode';

export type OtherSetup = {
  readonly program: string;
  readonly home: AgentHome;
  readonly serverUrl: string;
  /** Variables of the agent's own, beside those that lead it to the server. */
  readonly variables?: Readonly<Record<string, string>>;
};

type Way = {
  readonly ensure: () => Promise<string>;
  /** The model that is asked, as the program names it in its files. */
  readonly model: string;
  /** The tool that runs a command. */
  readonly shell: string;
  readonly prepare: (home: string, serverUrl: string) => void;
  readonly variables: (serverUrl: string) => Readonly<Record<string, string>>;
  readonly words: (prompt: string, isGoingOn: boolean) => readonly string[];
};

const DEADLINE_MS = 120_000;
const MODEL = 'loop-model';
const QUIET = { privacy: { usageStatisticsEnabled: false }, general: { enableAutoUpdate: false } };

export const WAYS: Readonly<Record<OtherAgent, Way>> = {
  'gemini-cli': {
    ensure: ensureGeminiCli,
    model: 'gemini-2.5-flash',
    shell: 'run_shell_command',
    prepare: (home) =>
      writeJson(path.join(home, '.gemini', 'settings.json'), {
        security: { auth: { selectedType: 'gemini-api-key' } },
        ...QUIET,
      }),
    variables: (serverUrl) => ({
      GEMINI_API_KEY: 'loopback',
      GOOGLE_GEMINI_BASE_URL: serverUrl,
      GEMINI_CLI_TRUST_WORKSPACE: 'true',
    }),
    words: (prompt, isGoingOn) => [
      ...['-m', 'gemini-2.5-flash', '--yolo', '-p', prompt],
      ...(isGoingOn ? ['--resume', 'latest'] : []),
    ],
  },
  'qwen-code': {
    ensure: ensureQwenCode,
    model: MODEL,
    shell: 'run_shell_command',
    prepare: (home) => writeJson(path.join(home, '.qwen', 'settings.json'), QUIET),
    variables: (serverUrl) => ({
      OPENAI_API_KEY: 'loopback',
      OPENAI_BASE_URL: `${serverUrl}/v1`,
      OPENAI_MODEL: MODEL,
    }),
    words: (prompt, isGoingOn) => [
      ...['--auth-type', 'openai', '--yolo', '-p', prompt],
      ...(isGoingOn ? ['--continue'] : []),
    ],
  },
  'copilot-cli': {
    ensure: ensureCopilotCli,
    model: 'gpt-5.4',
    shell: 'bash',
    prepare: (home) => fs.mkdirSync(path.join(home, '.copilot'), { recursive: true }),
    variables: (serverUrl) => ({
      COPILOT_OFFLINE: 'true',
      COPILOT_AUTO_UPDATE: 'false',
      COPILOT_MODEL: 'gpt-5.4',
      COPILOT_PROVIDER_BASE_URL: `${serverUrl}/v1`,
    }),
    words: (prompt, isGoingOn) => [
      ...['--allow-all-tools', '--no-color', '-p', prompt],
      ...(isGoingOn ? ['--continue'] : []),
    ],
  },
  pi: {
    ensure: ensurePi,
    model: MODEL,
    shell: 'bash',
    prepare: (home, serverUrl) =>
      writeJson(path.join(home, '.pi', 'agent', 'models.json'), {
        providers: {
          loop: {
            baseUrl: `${serverUrl}/v1`,
            apiKey: 'loopback',
            api: 'openai-completions',
            models: [{ id: MODEL, contextWindow: 128_000, maxTokens: 4096 }],
          },
        },
      }),
    variables: () => ({ PI_OFFLINE: '1' }),
    words: (prompt, isGoingOn) => [
      ...['--provider', 'loop', '--model', MODEL, '-p', prompt],
      ...(isGoingOn ? ['--continue'] : []),
    ],
  },
  opencode: {
    ensure: ensureOpenCode,
    model: MODEL,
    shell: 'bash',
    prepare: (home, serverUrl) =>
      writeJson(path.join(home, '.config', 'opencode', 'opencode.json'), {
        autoupdate: false,
        share: 'disabled',
        model: `loop/${MODEL}`,
        small_model: `loop/${MODEL}`,
        provider: {
          loop: {
            npm: '@ai-sdk/openai-compatible',
            options: { baseURL: `${serverUrl}/v1`, apiKey: 'loopback' },
            models: { [MODEL]: {} },
          },
        },
      }),
    variables: (serverUrl) => ({
      // It looks for a package of types for plugins; without one it goes on.
      npm_config_registry: serverUrl,
      OPENCODE_DISABLE_AUTOUPDATE: 'true',
      OPENCODE_DISABLE_MODELS_FETCH: 'true',
      OPENCODE_DISABLE_DEFAULT_PLUGINS: 'true',
    }),
    words: (prompt, isGoingOn) => ['run', ...(isGoingOn ? ['--continue'] : []), prompt],
  },
};

/** Writes what leads the agent to the server; call it once, before anything else changes its settings. */
export function prepareOther(agent: OtherAgent, { home, serverUrl }: OtherSetup): void {
  WAYS[agent].prepare(home.folder, serverUrl);
}

/** One prompt, in a new session or in the last one. */
export function runOther(
  agent: OtherAgent,
  setup: OtherSetup,
  prompt: string,
  isGoingOn = false,
): Promise<RunResult> {
  const { variables, words } = WAYS[agent];
  const { program, home, serverUrl } = setup;
  const isScript = program.endsWith('.js');
  return runProgram(
    isScript ? process.execPath : program,
    [...(isScript ? [program] : []), ...words(prompt, isGoingOn)],
    {
      cwd: home.project,
      env: { ...home.env, ...variables(serverUrl), ...setup.variables },
      deadlineMs: DEADLINE_MS,
    },
  );
}

function writeJson(file: string, value: unknown): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}
