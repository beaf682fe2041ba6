/** An agent's home with Tollgate's hooks installed, and the gate in the user's hand. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { AgentHooks, Environment } from '../../main/agents/agent.ts';
import { AGENTS } from '../../main/agents/registry.ts';
import type { GateRule } from '../../main/domain/gate.ts';
import { gatePathsOf, type GatePaths } from '../../main/gate/gatePaths.ts';
import { renewGate } from '../../main/gate/gateStore.ts';
import {
  applyHooks,
  hookState,
  planHooks,
  type HookRequest,
  type HookSurroundings,
} from '../../main/gate/installHooks.ts';
import { CLOSED_RULE } from '../fixtures/closedGate.ts';
import { type AgentHome, createAgentHome } from './agentHome.ts';
import {
  CLAUDE_CODE_VERSION,
  CODEX_VERSION,
  COPILOT_CLI_VERSION,
  GEMINI_CLI_VERSION,
  OPENCODE_VERSION,
  QWEN_CODE_VERSION,
} from './agentPrograms.ts';

const script = (name: string) =>
  fs.readFileSync(new URL(`../../resources/gate/${name}`, import.meta.url), 'utf8');

const SCRIPTS = { posix: script('tollgate-gate.sh'), windows: script('tollgate-gate.ps1') };

const VERSIONS = {
  'claude-code': CLAUDE_CODE_VERSION,
  codex: CODEX_VERSION,
  'gemini-cli': GEMINI_CLI_VERSION,
  'qwen-code': QWEN_CODE_VERSION,
  'copilot-cli': COPILOT_CLI_VERSION,
  opencode: OPENCODE_VERSION,
} as const;

export type GateLab = Awaited<ReturnType<typeof openGateLab>>;

/** A home for one agent; `install` puts the hooks in. */
export function openGateLab(agent: keyof typeof VERSIONS) {
  const home: AgentHome = createAgentHome();
  const environment: Environment = {
    variables: {},
    homeFolder: home.folder,
    join: path.join,
    resolve: (place) => path.resolve(place),
  };
  const folder = AGENTS[agent].configFolders(environment)[0]?.path ?? home.folder;
  const hooks = AGENTS[agent].hooks as AgentHooks;
  const hooksFolder = hooks.folder?.(environment);
  for (const needed of [folder, hooksFolder ?? folder]) fs.mkdirSync(needed, { recursive: true });
  const elsewhere = hooksFolder === undefined ? {} : { hooksFolder };
  const agentVersion = VERSIONS[agent];
  const dataFolder = path.join(home.folder, "toll gate's data");
  const paths: GatePaths = gatePathsOf(dataFolder);
  const surroundings = (): HookSurroundings => ({
    dataFolder,
    platform: process.platform,
    scripts: SCRIPTS,
    nowMs: Date.now(),
  });
  let accountId = '';

  async function change(
    kind: HookRequest['change'],
    wish: { readonly isStrict?: boolean; readonly askSeconds?: number } = {},
  ): Promise<void> {
    const request: HookRequest = {
      agent,
      hooks,
      folder,
      ...elsewhere,
      change: kind,
      wish: { isStrict: false, askSeconds: 25, agentVersion, ...wish },
    };
    const plan = await planHooks(request, surroundings());
    if (!plan.ok) throw new Error(plan.message);
    const applied = await applyHooks(request, plan.value, surroundings());
    if (!applied.ok) throw new Error(applied.message);
    accountId = plan.value.accountId;
  }

  return {
    home,
    folder,
    paths,
    settingsPath: path.join(hooksFolder ?? folder, hooks.fileName),
    accountId: () => accountId,
    install: (wish = {}) => change('install', wish),
    uninstall: () => change('remove'),
    state: () => hookState({ agent, hooks, folder, ...elsewhere }, surroundings()),
    /** The app's word, renewed now or at another time; null: nothing is held back. */
    say: (rule: Partial<GateRule> | null, renewedAtMs = Date.now(), isStrict = false) =>
      renewGate(
        paths,
        [{ id: accountId, isStrict, rules: rule === null ? [] : [{ ...CLOSED_RULE, ...rule }] }],
        renewedAtMs,
      ),
    remove: () => home.remove(),
    /** Ends what a test may have left running in this home. */
    run: (program: string, args: readonly string[]) =>
      execFileSync(program, args, { env: home.env, cwd: home.project, encoding: 'utf8' }),
  };
}
