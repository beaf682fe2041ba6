/**
 * Installing and removing the status line bridge: plan, show, apply. Nothing is written before `apply`,
 * and `apply` writes only what the plan has shown.
 */
import type { BridgePlan, BridgeRequest, Outcome } from '../../../preload/contract/channels.ts';
import type { BridgeState } from '../../../preload/contract/snapshot.ts';
import {
  decideInstallation,
  decideRemoval,
  isBridged,
  judgeBridge,
  type BridgeSituation,
} from './bridgeChange.ts';
import { deleteBridgeFiles, readRecord, writeBridgeFiles, writeRecord } from './bridgeFiles.ts';
import { bridgePathsOf } from './bridgePaths.ts';
import type { BridgeRecord } from './bridgeRecord.ts';
import { refuseSystemErrors, systemErrorCode } from './fileErrors.ts';
import { CHANGED_SINCE, changeFile } from './changeFile.ts';
import { writeBackup } from './ownFiles.ts';
import { fingerprintOf, locateSettings, readSettings } from './settingsFile.ts';
import { unifiedDiff } from './unifiedDiff.ts';

export type BridgeSurroundings = {
  /** Tollgate's own data folder, absolute. */
  readonly dataFolder: string;
  /** The text of `resources/bridge/tollgate-statusline.sh`. */
  readonly scriptSource: string;
  readonly nowMs: number;
};

/** What the change would do; an empty diff means that the settings already are as wanted. */
export async function planBridge(
  request: BridgeRequest,
  { dataFolder }: Pick<BridgeSurroundings, 'dataFolder'>,
): Promise<Outcome<BridgePlan>> {
  return refuseSystemErrors(request.folder, async () => {
    const situation = await gather(dataFolder, request.folder);
    if (!situation.ok) return situation;
    const { settingsPath, text } = situation.value;
    const after = settingsAfter(request, situation.value);
    if (!after.ok) return after;
    const diff = unifiedDiff(settingsPath, text, after.value);
    const baseFingerprint = fingerprintOf(text);
    const { agent, folder } = request;
    return { ok: true, value: { agent, folder, settingsPath, diff, baseFingerprint } };
  });
}

/** Carries out a plan; everything but its fingerprint is worked out afresh and must come out the same. */
export async function applyBridge(
  plan: BridgePlan & BridgeRequest,
  surroundings: BridgeSurroundings,
): Promise<Outcome<null>> {
  return refuseSystemErrors(plan.folder, async () => {
    const situation = await gather(surroundings.dataFolder, plan.folder);
    if (!situation.ok) return situation;
    const { text, settingsPath } = situation.value;
    const isAsShown =
      fingerprintOf(text) === plan.baseFingerprint && settingsPath === plan.settingsPath;
    if (!isAsShown) return { ok: false, message: CHANGED_SINCE };
    const after = settingsAfter(plan, situation.value);
    if (!after.ok) return after;
    if (unifiedDiff(settingsPath, text, after.value) !== plan.diff) {
      return { ok: false, message: CHANGED_SINCE };
    }
    return plan.change === 'install'
      ? install(situation.value, surroundings)
      : remove(situation.value, surroundings);
  });
}

/** How the bridge of one configuration folder stands now. */
export async function bridgeState(
  folder: string,
  { dataFolder }: Pick<BridgeSurroundings, 'dataFolder'>,
): Promise<BridgeState> {
  try {
    const situation = await gather(dataFolder, folder);
    return situation.ok ? judgeBridge(situation.value) : 'unreadable';
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    return code === 'ENOENT' ? 'not-installed' : 'unreadable';
  }
}

async function gather(dataFolder: string, folder: string): Promise<Outcome<BridgeSituation>> {
  const place = await locateSettings(folder);
  const paths = bridgePathsOf(dataFolder, place.folder);
  const text = await readSettings(place.settingsPath);
  if (!text.ok) return text;
  const record = await readRecord(paths);
  const { settingsPath } = place;
  return { ok: true, value: { paths, settingsPath, text: text.value, record } };
}

function settingsAfter(
  { change }: BridgeRequest,
  situation: BridgeSituation,
): Outcome<string | null> {
  const decided = change === 'install' ? decideInstallation(situation) : decideRemoval(situation);
  return decided.ok ? { ok: true, value: decided.value.after } : decided;
}

/**
 * Our files first: the moment the settings name the script, it must run. The record counts only when
 * all is done, so that a crash halfway does not read as "somebody replaced the bridge".
 */
async function install(
  situation: BridgeSituation,
  { scriptSource, nowMs }: BridgeSurroundings,
): Promise<Outcome<null>> {
  const decided = decideInstallation(situation);
  if (!decided.ok) return decided;
  const { paths, settingsPath } = situation;
  const { after, record, ownCommand } = decided.value;
  let isDone = false;
  try {
    await writeBridgeFiles(paths, scriptSource, ownCommand);
    await writeRecord(paths, { ...record, isSettled: false });
    const changed = await changeSettings(situation, after, nowMs);
    if (!changed.ok) return changed;
    await writeRecord(paths, record);
    isDone = true;
    return changed;
  } finally {
    if (!isDone) await forgetUnlessBridged(situation, settingsPath);
  }
}

async function remove(
  situation: BridgeSituation,
  { nowMs }: BridgeSurroundings,
): Promise<Outcome<null>> {
  const decided = decideRemoval(situation);
  if (!decided.ok) return decided;
  const { paths, record } = situation;
  await unsettle(situation, record);
  const changed = await changeSettings(situation, decided.value.after, nowMs);
  if (!changed.ok) {
    if (record !== null) await writeRecord(paths, record);
    return changed;
  }
  await deleteBridgeFiles(paths);
  return changed;
}

async function unsettle({ paths }: BridgeSituation, record: BridgeRecord | null): Promise<void> {
  if (record !== null) await writeRecord(paths, { ...record, isSettled: false });
}

function changeSettings(
  { paths, settingsPath, text }: BridgeSituation,
  after: string | null,
  nowMs: number,
): Promise<Outcome<null>> {
  const wantsBridge = isBridged(after, paths);
  return changeFile({
    settingsPath,
    before: text,
    after,
    keepBackup: (whole) => writeBackup(paths.backupFolder, paths.id, whole, nowMs),
    isReached: (now) => isBridged(now, paths) === wantsBridge,
  });
}

/** After a failed installation: leaves nothing behind, unless the settings name the script after all. */
async function forgetUnlessBridged(
  { paths }: BridgeSituation,
  settingsPath: string,
): Promise<void> {
  try {
    const now = await readSettings(settingsPath);
    if (now.ok && !isBridged(now.value, paths)) await deleteBridgeFiles(paths);
  } catch (error) {
    // The failure that led here is the one to report.
    if (systemErrorCode(error) === null) throw error;
  }
}
