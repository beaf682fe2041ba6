/**
 * Takes Tollgate out of the agents' settings, out of the login and out of the keychain, and deletes its data. What
 * would go is said first; the same for the terminal and the window.
 */
import fs from 'node:fs';
import path from 'node:path';
import { inEnglish } from '../../preload/contract/languages/say.ts';
import type { Outcome } from '../../preload/contract/channels.ts';
import { KEYS } from '../../preload/contract/keys.ts';
import type { Agent } from '../agents/agent.ts';
import { AGENT_LIST } from '../agents/registry.ts';
import { DEFAULT_ASK_SECONDS } from '../domain/gate.ts';
import { parseHookRecord } from '../gate/hookRecord.ts';
import { applyHooks, planHooks, type GateScripts, type HookRequest } from '../gate/installHooks.ts';
import { keychainEntry, type KeyVault } from '../keychain/vault.ts';
import type { Machine } from '../ports.ts';
import { parseBridgeRecord } from '../sources/bridge/bridgeRecord.ts';
import { applyBridge, planBridge } from '../sources/bridge/installBridge.ts';
import { holdDatabase } from '../store/open.ts';
import { savedKeysIn } from '../store/savedKeys.ts';
import { dataWords, removeData } from './ownData.ts';

export type RemovalPlace = {
  readonly dataFolder: string;
  readonly machine: Machine;
  readonly nowMs: number;
  /** The keychain; it is asked for entries only that the database says to be there. */
  readonly vault: KeyVault;
  readonly scripts: GateScripts;
  /** The file that starts Tollgate at login, where the system uses one; null: it does not. */
  readonly loginFile: string | null;
  /** The app itself does it: what is Electron's goes when the app has ended. */
  readonly isApp: boolean;
};

/** One thing that goes, in words, and the way to do it; the answer is why it did not work. */
type Step = { readonly words: string; readonly run: () => Promise<string | null> };

/** What became of it; `left` are names in the data folder that are somebody else's. */
export type Removal =
  | { readonly kind: 'busy' }
  | { readonly kind: 'failed'; readonly failures: readonly string[] }
  | {
      readonly kind: 'done';
      readonly removed: readonly string[];
      readonly left: readonly string[];
    };

/** What would go, in words; nothing is touched. */
export async function wouldRemove(place: RemovalPlace): Promise<readonly string[]> {
  return [...(await stepsOf(place)).map(({ words }) => words), ...dataWords(place.dataFolder)];
}

/**
 * Removes everything. The data go last and only when nothing points to them any more: hooks without their script
 * would complain.
 */
export async function removeEverything(place: RemovalPlace): Promise<Removal> {
  const { dataFolder } = place;
  const release = fs.existsSync(dataFolder) ? holdDatabase(dataFolder) : () => undefined;
  if (release === null) return { kind: 'busy' };
  try {
    const steps = await stepsOf(place);
    const removed = [...steps.map(({ words }) => words), ...dataWords(dataFolder)];
    const failures: string[] = [];
    for (const step of steps) {
      const why = await step.run();
      if (why !== null)
        failures.push(inEnglish('{source}: {message}', { source: step.words, message: why }));
    }
    for (const settings of stillNamed(dataFolder)) {
      failures.push(inEnglish('{file} may still name Tollgate', { file: settings }));
    }
    if (failures.length > 0) return { kind: 'failed', failures };
    release();
    return { kind: 'done', removed, left: removeData(dataFolder, !place.isApp) };
  } finally {
    release();
  }
}

/** The same in a sentence for a window. */
export function removalOutcome(removal: Removal): Outcome<null> {
  if (removal.kind === 'done') return { ok: true, value: null };
  const message =
    removal.kind === 'busy'
      ? inEnglish('Another Tollgate uses the data. Quit it first; then nothing can come back.')
      : inEnglish('Not everything could be removed, so Tollgate’s own data were kept. {reason}', {
          reason: removal.failures.join(' '),
        });
  return { ok: false, message };
}

async function stepsOf(place: RemovalPlace): Promise<Step[]> {
  return [...(await agentSteps(place)), ...loginSteps(place), ...keySteps(place)];
}

/** Folders from the agents' own rules, and those that our records of installations name. */
function foldersOf(agent: Agent, { machine, dataFolder }: RemovalPlace): string[] {
  const usual = agent
    .configFolders(machine)
    .flatMap(({ path: folder, isEmbedded }) =>
      isEmbedded || !fs.existsSync(folder) ? [] : [folder],
    );
  const recorded = recordedSettings(dataFolder).flatMap(({ agentId, settingsPath }) => {
    if (agentId === null) return agent.statusLineSettings ? [path.dirname(settingsPath)] : [];
    return agentId === agent.id ? folderOfHooks(agent, settingsPath) : [];
  });
  return [...new Set([...usual, ...recorded].map(realFolder))];
}

/** The configuration folder whose hooks stand in a file; none where hooks are kept apart from it. */
function folderOfHooks({ hooks }: Agent, settingsPath: string): string[] {
  if (!hooks || hooks.folder) return [];
  return [path.resolve(settingsPath, ...hooks.fileName.split('/').map(() => '..'))];
}

function realFolder(folder: string): string {
  return fs.existsSync(folder) ? fs.realpathSync(folder) : folder;
}

async function agentSteps(place: RemovalPlace): Promise<Step[]> {
  const steps: Step[] = [];
  for (const agent of AGENT_LIST) {
    for (const folder of foldersOf(agent, place)) {
      const gate = agent.hooks ? await gateStep(agent, folder, place) : null;
      if (gate) steps.push(gate);
      // After the hooks: both may stand in one file, and a plan holds for the file as it was.
      const bridge = agent.statusLineSettings ? await bridgeStep(agent, folder, place) : null;
      if (bridge) steps.push(bridge);
    }
  }
  return steps;
}

async function gateStep(agent: Agent, folder: string, place: RemovalPlace): Promise<Step | null> {
  const { hooks } = agent;
  if (!hooks) return null;
  const wish = { isStrict: false, agentVersion: null, askSeconds: DEFAULT_ASK_SECONDS };
  const hooksFolder = hooks.folder?.(place.machine);
  // Where that is not there, neither are hooks.
  if (hooksFolder !== undefined && !fs.existsSync(hooksFolder)) return null;
  const elsewhere = hooksFolder === undefined ? {} : { hooksFolder };
  const request: HookRequest = {
    agent: agent.id,
    hooks,
    folder,
    ...elsewhere,
    change: 'remove',
    wish,
  };
  const { dataFolder, nowMs, scripts } = place;
  const around = { dataFolder, platform: process.platform, scripts, nowMs };
  const plan = await planHooks(request, around);
  if (plan.ok && plan.value.diff === '') return null;
  const words = inEnglish('the gate’s hooks in {path}', {
    path: plan.ok ? plan.value.settingsPath : folder,
  });
  return {
    words,
    run: async () => {
      const now = await planHooks(request, around);
      if (!now.ok) return now.message;
      const done = await applyHooks(request, now.value, around);
      return done.ok ? null : done.message;
    },
  };
}

async function bridgeStep(agent: Agent, folder: string, place: RemovalPlace): Promise<Step | null> {
  const request = { agent: agent.id, folder, change: 'remove' } as const;
  const { dataFolder, nowMs } = place;
  const plan = await planBridge(request, { dataFolder });
  if (plan.ok && plan.value.diff === '') return null;
  return {
    words: inEnglish('the status line bridge in {path}', {
      path: plan.ok ? plan.value.settingsPath : folder,
    }),
    run: async () => {
      const now = await planBridge(request, { dataFolder });
      if (!now.ok) return now.message;
      const surroundings = { dataFolder, scriptSource: '', nowMs };
      const done = await applyBridge({ ...now.value, ...request }, surroundings);
      return done.ok ? null : done.message;
    },
  };
}

function loginSteps({ loginFile: file }: RemovalPlace): Step[] {
  if (file === null || !fs.existsSync(file)) return [];
  return [
    { words: inEnglish('starting at login ({file})', { file }), run: () => removeFile(file) },
  ];
}

/** Without a saved key the keychain is left alone: asking it may bring up a question of the system. */
function keySteps({ dataFolder, vault }: RemovalPlace): Step[] {
  return savedKeysIn(dataFolder).map((provider) => ({
    words: inEnglish('the key of {name} in the system’s keychain', {
      name: KEYS[provider].name,
    }),
    run: async () => {
      const gone = await vault.forget(provider, keychainEntry(dataFolder, provider));
      if (gone.ok) return null;
      const { message, wayOut } = gone.problem;
      const goesOn = inEnglish(
        '“tollgate keys forget {provider}” goes on without it where there is none.',
        { provider },
      );
      return `${message} ${wayOut} ${goesOn}`;
    },
  }));
}

function removeFile(file: string): Promise<string | null> {
  try {
    fs.rmSync(file, { force: true });
    return Promise.resolve(null);
  } catch (error) {
    return Promise.resolve((error as Error).message);
  }
}

type RecordedSettings = { readonly agentId: string | null; readonly settingsPath: string };

/** What our records say is installed. `agentId` is null for bridges, whose records name none. */
function recordedSettings(dataFolder: string): RecordedSettings[] {
  return ['gate', 'bridge'].flatMap((name) => {
    const folder = path.join(dataFolder, name);
    if (!fs.existsSync(folder)) return [];
    return fs
      .readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .flatMap((file): RecordedSettings[] => {
        const text = fs.readFileSync(path.join(folder, file), 'utf8');
        const hooks = parseHookRecord(text);
        if (hooks) return [{ agentId: hooks.agent, settingsPath: hooks.settingsPath }];
        const bridge = parseBridgeRecord(text);
        return bridge ? [{ agentId: null, settingsPath: bridge.settingsPath }] : [];
      });
  });
}

/** Settings files that a record still stands for; a file that is gone names nobody. */
function stillNamed(dataFolder: string): string[] {
  return recordedSettings(dataFolder)
    .map(({ settingsPath }) => settingsPath)
    .filter((file) => fs.existsSync(file));
}
