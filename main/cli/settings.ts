/** `tollgate settings`: shows and changes settings, also while the app runs. Reads no agent's files. */
import { inEnglish, say } from '../../preload/contract/languages/say.ts';
import { complain, terminalContext } from './terminal.ts';
import fs from 'node:fs';
import { copyProfile, removeProfile, renameProfile } from '../../preload/contract/profiles.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import { settingRows, type SettingRow } from '../../preload/contract/settingRows.ts';
import { parsePath, writePath, type SettingPath } from '../../preload/contract/settingPaths.ts';
import { nodeAt, type SettingChange } from '../../preload/contract/settingsTree.ts';
import { allowedWords, readValue, writeValue } from '../../preload/contract/settingTexts.ts';
import { AGENT_LIST } from '../agents/registry.ts';
import { readDocument, type SavedSettings } from '../domain/settingsJournal.ts';
import { changeSaved, readSettings, undoSaved, withSettingsWriter } from '../engine/settings.ts';
import type { Machine } from '../ports.ts';
import type { SettingsCommand } from './arguments.ts';
import { EXIT } from './exitCodes.ts';
import { inkFor } from './ink.ts';
import { completePrice } from './priceParts.ts';
import { savedIn } from './savedIn.ts';
import { printJson, printLines } from './output.ts';

type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

/**
 * Answers one `settings` command.
 * @returns the exit code
 * @throws StoreError or SQLite's error when the database cannot be used
 */
export function runSettings(
  command: SettingsCommand,
  place: { readonly dataFolder: string; readonly machine: Machine; readonly nowMs: number },
): number {
  const { dataFolder } = place;
  if (command.action === 'undo') return undo(dataFolder, command.isJson);
  if ('from' in command) {
    const profile = command.action === 'copy' ? copyProfile : renameProfile;
    const changes = profile(settingsIn(dataFolder), command.from, command.to);
    if (!changes.ok) return refuse(changes.message);
    const code = change(dataFolder, changes.changes, place.nowMs, command.isJson);
    if (code === EXIT.ok && !command.isJson) printLines([followWords(command.to)]);
    return code;
  }
  const path = pathOf(command.path, place.machine);
  if (!path.ok) return refuse(path.message);
  switch (command.action) {
    case 'list':
      return list(rowsIn(savedIn(dataFolder), path.value, true), command.isJson);
    case 'get':
      return get(savedIn(dataFolder), path.value, command.isJson);
    case 'set':
      return set(path.value, command, place);
    case 'reset':
      return change(dataFolder, resetOf(path.value, dataFolder), place.nowMs, command.isJson);
    default:
      return command satisfies never;
  }
}

function list(rows: readonly SettingRow[], isJson: boolean): number {
  if (isJson) {
    printJson(
      rows.map((row) => ({ ...jsonRow(row), sentence: row.leaf.sentence, allowed: row.allowed })),
    );
    return EXIT.ok;
  }
  const ink = inkFor(process.stdout, process.env);
  printLines(
    rows.flatMap((row) => [
      `${line(row)}${row.isDefault ? ink.quiet(`  (${say(terminalContext(), 'default')})`) : ''}`,
      ink.quiet(
        `    ${say(terminalContext(), row.leaf.sentence)} ${say(terminalContext(), 'Takes {allowed}.', { allowed: allowedWords(row.leaf, terminalContext()) })}`,
      ),
    ]),
  );
  return EXIT.ok;
}

function get(saved: SavedSettings, path: SettingPath, isJson: boolean): number {
  const rows = rowsIn(saved, path);
  const [only] = rows;
  const isOne = rows.length === 1 && only?.path.length === path.length;
  if (isJson)
    printJson(
      isOne ? only.value : Object.fromEntries(rows.map((row) => [writePath(row.path), row.value])),
    );
  else if (isOne) printLines([writeValue(only.leaf, only.value)]);
  else if (rows.length > 0) printLines(rows.map(line));
  for (const { path: name, why } of readSettings(saved).rejected) {
    complain(inEnglish('Not used: {name}.', { name: name === '' ? why : `${name}: ${why}` }));
  }
  return EXIT.ok;
}

function set(
  path: SettingPath,
  { value: typed, isJson }: Extract<SettingsCommand, { action: 'set' }>,
  { dataFolder, nowMs }: { readonly dataFolder: string; readonly nowMs: number },
): number {
  const [book, key = ''] = path;
  const whole =
    book === 'prices'
      ? completePrice(key, typed, nowMs)
      : ({ ok: true, value: typed, note: null } as const);
  if (!whole.ok) return refuse(whole.message);
  const value = valueOf(path, whole.value);
  if (!value.ok) return refuse(value.message);
  const code = change(dataFolder, [{ path, value: value.value }], nowMs, isJson);
  if (code === EXIT.ok && !isJson && whole.note !== null) printLines([whole.note]);
  return code;
}

function change(
  dataFolder: string,
  changes: readonly SettingChange[],
  nowMs: number,
  isJson: boolean,
): number {
  const paths = changes.map(({ path }) => path).filter(isOutermost);
  const before = paths.flatMap((path) => rowsIn(savedIn(dataFolder), path));
  const outcome = withSettingsWriter(dataFolder, (writer) => changeSaved(writer, changes, nowMs));
  if (!outcome.ok) return refuse(outcome.message);
  report(paths, before, dataFolder, isJson);
  return EXIT.ok;
}

/** Rows of a group are those of everything in it. */
function isOutermost(path: SettingPath, _index: number, all: readonly SettingPath[]): boolean {
  return !all.some((other) => other.length < path.length && isAt(path)(other));
}

/** A profile that goes takes its accounts back to General, in the same change. */
function resetOf(path: SettingPath, dataFolder: string): readonly SettingChange[] {
  const [book, name = ''] = path;
  const removed =
    book === 'profiles' && path.length === 2 ? removeProfile(settingsIn(dataFolder), name) : null;
  return removed?.ok ? removed.changes : [{ path, value: undefined }];
}

function settingsIn(dataFolder: string): Settings {
  return readSettings(savedIn(dataFolder)).settings;
}

function undo(dataFolder: string, isJson: boolean): number {
  const before = rowsIn(savedIn(dataFolder), []);
  const outcome = withSettingsWriter(dataFolder, undoSaved);
  if (!outcome.ok) {
    complain(outcome.message);
    return EXIT.noData;
  }
  const isTold = report(outcome.paths, before, dataFolder, isJson);
  // A profile that says nothing of its own comes and goes without a changed value.
  if (!isTold && !isJson) {
    const names = [...new Set(outcome.paths.map((path) => writePath(path)))].join(', ');
    printLines([say(terminalContext(), 'Taken back: {names}', { names })]);
  }
  return EXIT.ok;
}

/** Prints what is different now: name, value before, value after. @returns whether anything is */
function report(
  paths: readonly SettingPath[],
  before: readonly SettingRow[],
  dataFolder: string,
  isJson: boolean,
): boolean {
  const saved = savedIn(dataFolder);
  const now = paths.flatMap((path) => rowsIn(saved, path));
  const names = new Set(
    [...now, ...before.filter(({ path }) => paths.some(isAt(path)))].map(nameOf),
  );
  const changes = [...names]
    .map((name) => ({
      path: name,
      before: before.find((row) => nameOf(row) === name),
      now: now.find((row) => nameOf(row) === name),
    }))
    .filter(({ before, now }) => !isNewDefault(before, now));
  if (isJson) {
    printJson(
      changes.map(({ path, ...rows }) => ({
        path,
        before: rows.before?.value ?? null,
        value: rows.now?.value ?? null,
      })),
    );
  } else if (changes.length > 0) {
    printLines(
      changes.map(({ path, ...rows }) => `${path}: ${words(rows.before)} -> ${words(rows.now)}`),
    );
  }
  return changes.length > 0;
}

/** What a profile comes or goes with and never said is no change. */
function isNewDefault(before: SettingRow | undefined, now: SettingRow | undefined): boolean {
  const isProfile = (before ?? now)?.path[0] === 'profiles';
  return isProfile && (before?.value ?? null) === null && (now?.value ?? null) === null;
}

function followWords(profile: string): string {
  return say(
    terminalContext(),
    'There is a profile “{profile}” now. An account follows it after: {command}',
    { profile, command: `tollgate settings set 'accounts[AGENT|FOLDER].profile' '${profile}'` },
  );
}

function words(row: SettingRow | undefined): string {
  return row ? writeValue(row.leaf, row.value) : say(terminalContext(), 'not set');
}

function isAt(path: SettingPath): (prefix: SettingPath) => boolean {
  return (prefix) => prefix.every((step, index) => path[index] === step);
}

function nameOf({ path }: SettingRow): string {
  return writePath(path);
}

function line(row: SettingRow): string {
  return `${nameOf(row)} = ${writeValue(row.leaf, row.value)}`;
}

function jsonRow(row: SettingRow) {
  return { path: nameOf(row), value: row.value, isDefault: row.isDefault };
}

/** Rows at and below a path; a path to one setting always has its row. */
function rowsIn(saved: SavedSettings, path: SettingPath, hasPatterns = false): SettingRow[] {
  return settingRows(readDocument(saved).document, path, hasPatterns);
}

/** The path that a person typed; an agent alone stands for its account when only one of its folders is there. */
function pathOf(typed: string | null, machine: Machine): Read<SettingPath> {
  const parsed = parsePath(typed ?? '');
  if (!parsed.ok) return parsed;
  const [section, account = '', ...rest] = parsed.path;
  const path =
    section !== 'accounts' || parsed.path.length < 2
      ? ({ ok: true, value: parsed.path } as const)
      : withAccount(account, rest, machine);
  if (!path.ok) return path;
  const found = nodeAt(path.value);
  return found.ok ? path : found;
}

function withAccount(account: string, rest: SettingPath, machine: Machine): Read<SettingPath> {
  const agent = AGENT_LIST.find(({ id }) => id === account.split('|')[0]);
  if (!agent) {
    const known = AGENT_LIST.map(({ id }) => id).join(', ');
    return {
      ok: false,
      message: inEnglish('“{account}” begins with no agent; agents are {known}.', {
        account,
        known,
      }),
    };
  }
  if (account.includes('|')) return { ok: true, value: ['accounts', account, ...rest] };
  const own = agent.configFolders(machine).filter(({ isEmbedded }) => !isEmbedded);
  const folders = own.map(({ path }) => path);
  const present = folders.filter((folder) => fs.existsSync(folder));
  const keys = (present.length > 0 ? present : folders.slice(0, 1)).map(
    (folder) => `${agent.id}|${folder}`,
  );
  const [key] = keys;
  if (key !== undefined && keys.length === 1) {
    return { ok: true, value: ['accounts', key, ...rest] };
  }
  const names = keys.map((name) => writePath(['accounts', name, ...rest])).join(', ');
  return {
    ok: false,
    message: inEnglish('“{account}” has more than one account: {names}.', { account, names }),
  };
}

function valueOf(path: SettingPath, typed: string): Read<unknown> {
  const found = nodeAt(path);
  if (!found.ok) return found;
  if (found.node.node === 'leaf') return readValue(found.node, typed);
  return {
    ok: false,
    message: inEnglish('“{name}” is a group of settings; set one of them.', {
      name: writePath(path),
    }),
  };
}

function refuse(message: string): number {
  complain(message);
  return EXIT.usage;
}
