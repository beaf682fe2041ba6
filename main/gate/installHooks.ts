/**
 * Installing and removing the hooks: plan, show, apply. Nothing is written before `applyHooks`, and it
 * writes only what the plan has shown.
 */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import { mkdir, readdir, realpath, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Outcome } from '../../preload/contract/channels.ts';
import type { AgentHooks } from '../agents/agent.ts';
import { CHANGED_SINCE, changeFile } from '../sources/bridge/changeFile.ts';
import { refuseSystemErrors, systemErrorCode } from '../sources/bridge/fileErrors.ts';
import {
  makeFolder,
  OWNER_FILE,
  OWNER_SCRIPT,
  readIfThere,
  writeBackup,
  writeWhole,
} from '../sources/bridge/ownFiles.ts';
import { fingerprintOf, locateSettings, readSettings } from '../sources/bridge/settingsFile.ts';
import { unifiedDiff } from '../sources/bridge/unifiedDiff.ts';
import { gateAccountId, gatePathsOf, type GatePaths } from './gatePaths.ts';
import {
  decideHooks,
  handWrittenLines,
  installedEvents,
  withoutOurs,
  type HookSituation,
  type HookWish,
} from './hookChange.ts';
import { formatRecord } from '../sources/bridge/installRecord.ts';
import { parseHookRecord, RECORD_SUFFIX, recordPathOf, type HookRecord } from './hookRecord.ts';

export type HookRequest = {
  readonly agent: string;
  readonly hooks: AgentHooks;
  /** The agent's configuration folder. */
  readonly folder: string;
  /** Where the hooks are written down when that is not the same. */
  readonly hooksFolder?: string;
  readonly change: 'install' | 'remove';
  readonly wish: HookWish;
};

export type HookPlan = {
  readonly settingsPath: string;
  readonly accountId: string;
  /** Unified diff of the settings file; empty when it already is as wanted. */
  readonly diff: string;
  /** Fingerprint of the file the plan was made from. */
  readonly baseFingerprint: string;
};

/** A refused plan, with the lines that do the same when written by hand. */
export type HookRefusal = {
  readonly ok: false;
  readonly message: string;
  readonly handWritten: string | null;
};

export type GateScripts = { readonly posix: string; readonly windows: string };

export type HookSurroundings = {
  /** Tollgate's own data folder, absolute. */
  readonly dataFolder: string;
  readonly platform: NodeJS.Platform;
  readonly scripts: GateScripts;
  readonly nowMs: number;
};

/** How the hooks of one configuration folder stand, as far as its settings say. */
export type HookInstallationState =
  | { readonly kind: 'not-installed' }
  /** The settings cannot be read, or have a form that nobody should edit. */
  | { readonly kind: 'unreadable'; readonly message: string }
  /** We installed them and somebody took them, or some of them, out. */
  | { readonly kind: 'replaced' }
  | {
      readonly kind: 'installed';
      readonly accountId: string;
      readonly isStrict: boolean;
      readonly installedAtMs: number;
    };

/** What the change would do. */
export async function planHooks(
  request: HookRequest,
  surroundings: HookSurroundings,
): Promise<{ readonly ok: true; readonly value: HookPlan } | HookRefusal> {
  let handWritten: string | null = null;
  const planned = await refuseSystemErrors<HookPlan>(request.folder, async () => {
    const place = await locate(request, surroundings);
    if (request.change === 'install') handWritten = handWrittenLines(place, request.wish);
    const situation = await gather(place);
    if (!situation.ok) return situation;
    const after = settingsAfter(request, situation.value, surroundings.nowMs);
    if (!after.ok) return after;
    const { settingsPath, text, accountId } = situation.value;
    const diff = unifiedDiff(settingsPath, text, after.value);
    return {
      ok: true,
      value: { settingsPath, accountId, diff, baseFingerprint: fingerprintOf(text) },
    };
  });
  return planned.ok ? planned : { ...planned, handWritten };
}

/** Carries out a plan; everything but its fingerprint is worked out afresh and must come out the same. */
export async function applyHooks(
  request: HookRequest,
  plan: Omit<HookPlan, 'accountId'>,
  surroundings: HookSurroundings,
): Promise<Outcome<null>> {
  return refuseSystemErrors(request.folder, async () => {
    const situation = await gather(await locate(request, surroundings));
    if (!situation.ok) return situation;
    const { text, settingsPath } = situation.value;
    const after = settingsAfter(request, situation.value, surroundings.nowMs);
    if (!after.ok) return after;
    const isAsShown =
      fingerprintOf(text) === plan.baseFingerprint &&
      settingsPath === plan.settingsPath &&
      unifiedDiff(settingsPath, text, after.value) === plan.diff;
    if (!isAsShown) return { ok: false, message: CHANGED_SINCE };
    return request.change === 'install'
      ? install(request, situation.value, surroundings)
      : remove(situation.value, after.value, surroundings.nowMs);
  });
}

/** How the hooks stand now. */
export async function hookState(
  request: HookPlace,
  surroundings: Pick<HookSurroundings, 'dataFolder' | 'platform'>,
): Promise<HookInstallationState> {
  try {
    const situation = await gather(await locate(request, surroundings));
    if (!situation.ok) return { kind: 'unreadable', message: situation.message };
    const { text, accountId, record, hooks } = situation.value;
    const events = installedEvents(text, situation.value);
    if (events === null)
      return { kind: 'unreadable', message: inEnglish('The hooks cannot be read.') };
    const needed = hooks.entries.filter(({ sinceVersion }) => sinceVersion === null);
    const isWhole = needed.every(({ event }) => events.includes(event));
    if (record === null) return { kind: 'not-installed' };
    if (isWhole) {
      const { isStrict, installedAtMs } = record;
      return { kind: 'installed', accountId, isStrict, installedAtMs };
    }
    return record.isSettled ? { kind: 'replaced' } : { kind: 'not-installed' };
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    if (code === 'ENOENT') return { kind: 'not-installed' };
    return { kind: 'unreadable', message: inEnglish('The system reports {code}.', { code }) };
  }
}

/** Brings the scripts of installed hooks to this version of the app; does nothing without any. */
export async function refreshGateScripts(dataFolder: string, scripts: GateScripts): Promise<void> {
  const paths = gatePathsOf(dataFolder);
  if (await hasRecords(paths)) await writeScripts(paths, scripts);
}

type HookPlace = Pick<HookRequest, 'agent' | 'hooks' | 'folder' | 'hooksFolder'>;

/** The situation but for what must be read from files. */
async function locate(
  { agent, hooks, folder, hooksFolder }: HookPlace,
  { dataFolder, platform }: Pick<HookSurroundings, 'dataFolder' | 'platform'>,
): Promise<HookSituation> {
  const accountId = gateAccountId(agent, await realpath(folder));
  const { settingsPath } = await locateSettings(hooksFolder ?? folder, hooks.fileName);
  const paths = gatePathsOf(dataFolder);
  return { agent, hooks, accountId, paths, settingsPath, platform, text: null, record: null };
}

async function gather(place: HookSituation): Promise<Outcome<HookSituation>> {
  const text = await readSettings(place.settingsPath);
  if (!text.ok) return text;
  const written = await readIfThere(recordPath(place));
  const record = written === null ? null : parseHookRecord(written);
  return { ok: true, value: { ...place, text: text.value, record } };
}

function settingsAfter(
  { change, wish }: HookRequest,
  situation: HookSituation,
  nowMs: number,
): Outcome<string | null> {
  if (change === 'remove') return withoutOurs(situation);
  const decided = decideHooks(situation, wish, nowMs);
  return decided.ok ? { ok: true, value: decided.value.after } : decided;
}

/**
 * Our files first: the moment the settings name the script, it must run. The record counts only when
 * all is done, so that a crash halfway does not read as "somebody took the hooks out".
 */
async function install(
  { wish }: HookRequest,
  situation: HookSituation,
  { scripts, nowMs }: HookSurroundings,
): Promise<Outcome<null>> {
  const decided = decideHooks(situation, wish, nowMs);
  if (!decided.ok) return decided;
  const { after, record } = decided.value;
  const { paths } = situation;
  for (const folder of [paths.folder, paths.requests, paths.once, paths.live]) {
    await makeFolder(folder);
  }
  await writeScripts(paths, scripts);
  // A file of our own may be the first in its folder.
  await mkdir(dirname(situation.settingsPath), { recursive: true });
  await writeRecord(situation, { ...record, isSettled: false });
  const changed = await change(situation, after, nowMs);
  if (changed.ok) await writeRecord(situation, record);
  else if (situation.record !== null) await writeRecord(situation, situation.record);
  else await forget(situation);
  return changed;
}

async function remove(
  situation: HookSituation,
  after: string | null,
  nowMs: number,
): Promise<Outcome<null>> {
  const { record } = situation;
  if (record !== null) await writeRecord(situation, { ...record, isSettled: false });
  const changed = await change(situation, after, nowMs);
  if (changed.ok) await forget(situation);
  else if (record !== null) await writeRecord(situation, record);
  return changed;
}

function change(
  situation: HookSituation,
  after: string | null,
  nowMs: number,
): Promise<Outcome<null>> {
  const { paths, accountId, settingsPath, text } = situation;
  const eventsOf = (whole: string | null) => installedEvents(whole, situation)?.join(' ');
  return changeFile({
    settingsPath,
    before: text,
    after,
    keepBackup: (whole) => writeBackup(paths.backups, accountId, whole, nowMs),
    isReached: (now) => eventsOf(now) === eventsOf(after),
  });
}

function recordPath({ paths, accountId }: Pick<HookSituation, 'paths' | 'accountId'>): string {
  return recordPathOf(paths, accountId);
}

async function writeRecord(situation: HookSituation, record: HookRecord): Promise<void> {
  await writeWhole(recordPath(situation), formatRecord(record), OWNER_FILE);
}

/** The scripts stay: a session that read its settings before may still call them for a while. */
async function forget(situation: HookSituation): Promise<void> {
  await rm(recordPath(situation), { force: true });
}

async function writeScripts(paths: GatePaths, { posix, windows }: GateScripts): Promise<void> {
  const wanted = [
    { path: paths.script, source: posix },
    { path: paths.windowsScript, source: windows },
  ];
  for (const { path, source } of wanted) {
    if ((await readIfThere(path)) !== source) await writeWhole(path, source, OWNER_SCRIPT);
  }
}

async function hasRecords(paths: GatePaths): Promise<boolean> {
  try {
    return (await readdir(paths.folder)).some((name) => name.endsWith(RECORD_SUFFIX));
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
