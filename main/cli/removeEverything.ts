/**
 * `tollgate remove-everything`: takes Tollgate out of the agents' settings, out of the login and out of the
 * keychain, and deletes its data. First shows what would go; nothing is touched without `--yes`.
 */
import { sayAgain } from '../../preload/contract/languages/sayAgain.ts';
import { inEnglish, say } from '../../preload/contract/languages/say.ts';
import { complain, terminalContext } from './terminal.ts';
import fs from 'node:fs';
import path from 'node:path';
import { KEYS } from '../../preload/contract/keys.ts';
import posixScript from '../../resources/gate/tollgate-gate.sh?raw';
import windowsScript from '../../resources/gate/tollgate-gate.ps1?raw';
import type { Agent } from '../agents/agent.ts';
import { AGENT_LIST } from '../agents/registry.ts';
import { DEFAULT_ASK_SECONDS } from '../domain/gate.ts';
import { parseHookRecord } from '../gate/hookRecord.ts';
import { applyHooks, planHooks, type HookRequest } from '../gate/installHooks.ts';
import { keychainEntry, type KeyVault } from '../keychain/vault.ts';
import { autostartPath } from '../platform/startAtLogin.ts';
import type { Machine } from '../ports.ts';
import { parseBridgeRecord } from '../sources/bridge/bridgeRecord.ts';
import { applyBridge, planBridge } from '../sources/bridge/installBridge.ts';
import { holdDatabase } from '../store/open.ts';
import { savedKeysIn } from '../store/savedKeys.ts';
import { EXIT } from './exitCodes.ts';
import { printJson, printLines } from './output.ts';
import { dataWords, removeData } from './ownData.ts';

export type RemovalPlace = {
  readonly dataFolder: string;
  readonly machine: Machine;
  readonly nowMs: number;
  /** The keychain; it is asked for entries only that the database says to be there. */
  readonly vault: KeyVault;
};

/** One thing that goes, in words, and the way to do it; the answer is why it did not work. */
type Step = { readonly words: string; readonly run: () => Promise<string | null> };

/** Carries the command out. @returns the exit code */
export async function runRemoveEverything(
  { isConfirmed, isJson }: { readonly isConfirmed: boolean; readonly isJson: boolean },
  place: RemovalPlace,
): Promise<number> {
  const release = fs.existsSync(place.dataFolder)
    ? holdDatabase(place.dataFolder)
    : () => undefined;
  if (release === null) {
    complain(inEnglish('Tollgate is running. Quit it first; then nothing can come back.'));
    return EXIT.busy;
  }
  const context = terminalContext();
  try {
    const steps = [...(await agentSteps(place)), ...loginSteps(place), ...keySteps(place)];
    const words = [...steps.map((step) => step.words), ...dataWords(place.dataFolder)];
    if (!isConfirmed) {
      if (isJson) printJson({ schemaVersion: 1, wouldRemove: words });
      else
        printLines(
          words.length === 0
            ? [say(context, 'There is nothing of Tollgate here.')]
            : [...words.map((one) => sayAgain(context, one)), '', say(context, CONFIRM)],
        );
      return EXIT.ok;
    }
    return await remove(steps, words, place, release, isJson);
  } finally {
    release();
  }
}

const CONFIRM =
  'Nothing was removed. To remove all of this, for good: tollgate remove-everything --yes';

/** The data go last and only when nothing points to them any more: hooks without their script would complain. */
async function remove(
  steps: readonly Step[],
  words: readonly string[],
  place: RemovalPlace,
  release: () => void,
  isJson: boolean,
): Promise<number> {
  const failures: string[] = [];
  for (const step of steps) {
    const why = await step.run();
    if (why !== null)
      failures.push(inEnglish('{source}: {message}', { source: step.words, message: why }));
  }
  for (const settings of stillNamed(place.dataFolder)) {
    failures.push(inEnglish('{file} may still name Tollgate', { file: settings }));
  }
  if (failures.length > 0) {
    for (const failure of failures) complain(failure);
    complain(inEnglish('Tollgate’s own data were kept.'));
    return EXIT.failed;
  }
  release();
  const left = removeData(place.dataFolder);
  if (isJson) printJson({ schemaVersion: 1, removed: words, left });
  else {
    printLines(
      words.map((one) => {
        const context = terminalContext();
        return say(context, 'Removed: {what}', { what: sayAgain(context, one) });
      }),
    );
    if (left.length > 0)
      printLines([
        say(terminalContext(), 'Not Tollgate’s, and left in {folder}: {names}', {
          folder: place.dataFolder,
          names: left.join(', '),
        }),
      ]);
  }
  return EXIT.ok;
}

/** Folders from the agents' own rules, and those that our records of installations name. */
function foldersOf(agent: Agent, { machine, dataFolder }: RemovalPlace): string[] {
  const usual = agent
    .configFolders(machine)
    .flatMap(({ path: folder, isEmbedded }) =>
      isEmbedded || !fs.existsSync(folder) ? [] : [folder],
    );
  const recorded = recordedSettings(dataFolder).flatMap(({ agentId, settingsPath }) =>
    agentId === agent.id || (agentId === null && agent.statusLineSettings)
      ? [path.dirname(settingsPath)]
      : [],
  );
  return [...new Set([...usual, ...recorded].map(realFolder))];
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
  const request: HookRequest = { agent: agent.id, hooks, folder, change: 'remove', wish };
  const scripts = { posix: posixScript, windows: windowsScript };
  const { dataFolder, nowMs } = place;
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

function loginSteps({ machine }: RemovalPlace): Step[] {
  const file = autostartPath(machine.variables, machine.homeFolder);
  if (process.platform !== 'linux' || !fs.existsSync(file)) return [];
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
