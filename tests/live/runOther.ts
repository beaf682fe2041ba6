/**
 * Runs the other real agents against the loopback provider: one prompt, without a terminal, everything
 * allowed (the only model here is our own script), and nothing sent anywhere else.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { AgentHome } from './agentHome.ts';
import {
  ensureCline,
  ensureCopilotCli,
  ensureDroid,
  ensureGeminiCli,
  ensureKilo,
  ensureOpenCode,
  ensurePi,
  ensureQwenCode,
} from './agentPrograms.ts';
import { runProgram, type RunResult } from './runProgram.ts';

export type OtherAgent =
  'gemini-cli' | 'qwen-code' | 'copilot-cli' | 'pi' | 'opencode' | 'cline' | 'droid' | 'kilo-code';

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
  /** It takes up a session only in a terminal. */
  readonly cannotGoOn?: true;
  /** It writes the sums of a session, and not the folder. */
  readonly isSummed?: true;
  /** What the tool is told, where it is not one command. */
  readonly toolInput?: (command: string) => Readonly<Record<string, unknown>>;
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
      writeJson(
        path.join(home, '.config', 'opencode', 'opencode.json'),
        openCodeSettings(serverUrl),
      ),
    variables: (serverUrl) => ({
      // It looks for a package of types for plugins; without one it goes on.
      npm_config_registry: serverUrl,
      OPENCODE_DISABLE_AUTOUPDATE: 'true',
      OPENCODE_DISABLE_MODELS_FETCH: 'true',
      OPENCODE_DISABLE_DEFAULT_PLUGINS: 'true',
    }),
    words: (prompt, isGoingOn) => ['run', ...(isGoingOn ? ['--continue'] : []), prompt],
  },
  cline: {
    ensure: ensureCline,
    model: MODEL,
    shell: 'run_commands',
    toolInput: (command) => ({ commands: [command] }),
    prepare: (home, serverUrl) =>
      writeJson(path.join(home, '.cline', 'data', 'settings', 'providers.json'), {
        version: 1,
        lastUsedProvider: 'openai-compatible',
        modes: {},
        providers: {
          'openai-compatible': {
            settings: {
              provider: 'openai-compatible',
              apiKey: 'loopback',
              model: MODEL,
              baseUrl: `${serverUrl}/v1`,
            },
            updatedAt: '2026-11-01T00:00:00.000Z',
            tokenSource: 'manual',
          },
        },
      }),
    // Otherwise it leaves a process behind that serves later runs.
    variables: () => ({ CLINE_SESSION_BACKEND_MODE: 'local' }),
    words: (prompt) => ['-P', 'openai-compatible', '-m', MODEL, prompt],
    cannotGoOn: true,
  },
  droid: {
    ensure: ensureDroid,
    model: MODEL,
    shell: 'Execute',
    toolInput: (command) => ({
      command,
      summary: 'one',
      riskLevel: 'low',
      riskLevelReason: 'none',
    }),
    prepare: (home, serverUrl) =>
      writeJson(path.join(home, '.factory', 'settings.json'), {
        customModels: [
          {
            model: MODEL,
            displayName: MODEL,
            baseUrl: `${serverUrl}/v1`,
            apiKey: 'loopback',
            provider: 'generic-chat-completion-api',
            maxOutputTokens: 4096,
          },
        ],
      }),
    // Its own mode for machines without a way to its service: only models of the user's own, and no sign-in.
    variables: () => ({
      FACTORY_AIRGAP_ENABLED: 'true',
      FACTORY_DISABLE_KEYRING: 'true',
      FACTORY_DROID_AUTO_UPDATE_ENABLED: 'false',
    }),
    words: (prompt) => ['exec', '--auto', 'high', '-m', `custom:${MODEL}-0`, prompt],
    cannotGoOn: true,
    isSummed: true,
  },
  'kilo-code': {
    ensure: ensureKilo,
    model: MODEL,
    shell: 'bash',
    prepare: (home, serverUrl) =>
      writeJson(path.join(home, '.config', 'kilo', 'kilo.json'), openCodeSettings(serverUrl)),
    variables: (serverUrl) => ({
      npm_config_registry: serverUrl,
      KILO_API_URL: serverUrl,
      KILO_DISABLE_AUTOUPDATE: 'true',
      KILO_DISABLE_MODELS_FETCH: 'true',
      KILO_DISABLE_DEFAULT_PLUGINS: 'true',
      KILO_TELEMETRY_LEVEL: 'off',
    }),
    words: (prompt, isGoingOn) => ['run', '--auto', ...(isGoingOn ? ['--continue'] : []), prompt],
  },
};

/** Kilo's program was made from OpenCode and takes the same settings. */
function openCodeSettings(serverUrl: string) {
  return {
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
  };
}

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
