/**
 * Decides what installing or removing the bridge does to a settings file. Pure: the file and the record
 * are given, and what comes out is text that somebody else writes.
 */
import { inEnglish } from '../../../preload/contract/languages/say.ts';
import type { BridgeState } from '../../../preload/contract/snapshot.ts';
import type { Outcome } from '../../../preload/contract/channels.ts';
import {
  bridgeCommand,
  runsForeignBridge,
  runsOurScript,
  type BridgePaths,
} from './bridgePaths.ts';
import type { BridgeRecord } from './bridgeRecord.ts';
import { readStatusLine, restoreStatusLine, writeStatusLine } from './editSettings.ts';
import { fingerprintOf } from './settingsFile.ts';

/** What was found on the disk. */
export type BridgeSituation = {
  readonly paths: BridgePaths;
  readonly settingsPath: string;
  /** null when there is no settings file. */
  readonly text: string | null;
  readonly record: BridgeRecord | null;
};

/** What the settings file becomes; null means that there shall be none. */
export type BridgeRemoval = { readonly after: string | null };

export type BridgeInstallation = {
  readonly after: string;
  readonly record: BridgeRecord;
  /** The user's own command line, for the script to run; null when there is none. */
  readonly ownCommand: string | null;
};

/** Installing twice changes nothing the second time and keeps the record of the first. */
export function decideInstallation(situation: BridgeSituation): Outcome<BridgeInstallation> {
  const { paths, settingsPath, text, record } = situation;
  const found = text === null ? ({ ok: true, value: null } as const) : readStatusLine(text);
  if (!found.ok) return found;
  const own = found.value;
  if (own !== null && runsForeignBridge(own.command, paths)) {
    const message = inEnglish(
      'The status line runs the bridge of another folder or of another copy of Tollgate. Put your own command back first. It runs: {command}',
      { command: own.command },
    );
    return { ok: false, message };
  }
  if (text !== null && own !== null && runsOurScript(own.command, paths)) {
    const known = record ?? recordOfLostBridge(situation, text, own.command);
    const kept = { ...known, isSettled: true };
    const ownCommand =
      kept.ownCommandLiteral === null ? null : (JSON.parse(kept.ownCommandLiteral) as string);
    return { ok: true, value: { after: text, record: kept, ownCommand } };
  }
  const command = bridgeCommand(paths);
  const edited = writeStatusLine(text, command);
  if (!edited.ok) return edited;
  const fresh: BridgeRecord = {
    version: 1,
    settingsPath,
    command,
    ownCommandLiteral: own?.literal ?? null,
    originalBase64: text === null ? null : Buffer.from(text).toString('base64'),
    originalFingerprint: fingerprintOf(text),
    installedFingerprint: fingerprintOf(edited.value),
    isSettled: true,
  };
  const ownCommand = own?.command ?? null;
  return { ok: true, value: { after: edited.value, record: fresh, ownCommand } };
}

/**
 * The settings name our script but its record is gone (the data folder was deleted): what the user had
 * before cannot be known, so removing will take the status line out.
 */
function recordOfLostBridge(
  { settingsPath }: BridgeSituation,
  text: string,
  command: string,
): BridgeRecord {
  const restored = restoreStatusLine(text, null);
  const original = restored.ok ? restored.value : text;
  return {
    version: 1,
    settingsPath,
    command,
    ownCommandLiteral: null,
    originalBase64: Buffer.from(original).toString('base64'),
    originalFingerprint: fingerprintOf(original),
    installedFingerprint: fingerprintOf(text),
    isSettled: true,
  };
}

/** The very bytes from before when nobody else has edited; otherwise only our own part is taken out. */
export function decideRemoval(situation: BridgeSituation): Outcome<BridgeRemoval> {
  const { paths, text, record } = situation;
  if (text === null) return { ok: true, value: { after: null } };
  if (record !== null && record.installedFingerprint === fingerprintOf(text)) {
    const original = record.originalBase64;
    const after = original === null ? null : Buffer.from(original, 'base64').toString('utf8');
    return { ok: true, value: { after } };
  }
  const found = readStatusLine(text);
  if (!found.ok) return found;
  if (found.value === null || !runsOurScript(found.value.command, paths)) {
    return { ok: true, value: { after: text } };
  }
  const restored = restoreStatusLine(text, record?.ownCommandLiteral ?? null);
  return restored.ok ? { ok: true, value: { after: restored.value } } : restored;
}

/** Whether the settings text runs our script. */
export function isBridged(text: string | null, paths: BridgePaths): boolean {
  const found = text === null ? null : readStatusLine(text);
  return found?.ok === true && found.value !== null && runsOurScript(found.value.command, paths);
}

/** A file or a status line of a form that cannot be edited counts as unreadable. */
export function judgeBridge({ paths, text, record }: BridgeSituation): BridgeState {
  if (text !== null && !readStatusLine(text).ok) return 'unreadable';
  if (record !== null && isBridged(text, paths)) return 'installed';
  return record?.isSettled === true ? 'replaced' : 'not-installed';
}
