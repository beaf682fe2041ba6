/**
 * Reading and changing the saved settings. Two forms: the *document* is the JSON as it was saved, with
 * everything in it that this version does not know; `Settings` is what this version makes of it.
 */
import { ENGLISH, inEnglish } from './languages/say.ts';
import type { SettingNode } from './settingNodes.ts';
import { writePath, type SettingPath } from './settingPaths.ts';
import { SETTINGS, SETTINGS_VERSION, type Settings } from './settings.ts';
import type { AccountSettings } from './settingsOfAccounts.ts';
import { noSuchProfile } from './settingsOfProfiles.ts';
import { allowedWords } from './settingTexts.ts';

export type SettingsDocument = { readonly [key: string]: unknown };

/** A saved value that is not used, and why; it stays saved. */
export type RejectedSetting = { readonly path: string; readonly why: string };

export type ParsedSettings = {
  readonly settings: Settings;
  readonly rejected: readonly RejectedSetting[];
};

export type SettingChange = {
  readonly path: SettingPath;
  /** undefined: the default again. */
  readonly value?: unknown;
};

/** What a change replaced, so that it can be taken back to the letter. */
export type SettingsPatch = {
  readonly path: SettingPath;
  /** How many steps of the path were there before; at that place stood `before`, or nothing. */
  readonly depth: number;
  readonly before?: unknown;
};

export type ChangeOutcome =
  | { readonly ok: true; readonly document: SettingsDocument; readonly patch: SettingsPatch }
  | { readonly ok: false; readonly message: string };

type Reject = (path: SettingPath, why: string) => void;

/** What a version too young for a setting says of it. */
const NOT_KNOWN = inEnglish('there is no such setting');

/** Settings out of anything: what is missing or wrong has its default, and what is wrong is listed. */
export function parseSettings(saved: unknown): ParsedSettings {
  const rejected: RejectedSetting[] = [];
  const version = isDocument(saved) ? saved['version'] : undefined;
  const isOfNewer = typeof version === 'number' && version > SETTINGS_VERSION;
  const reject: Reject = (path, why) => {
    // What a newer Tollgate added is not wrong, only not known here.
    if (isOfNewer && why === NOT_KNOWN) return;
    rejected.push({ path: writePath(path), why });
  };
  const values = valueOf(SETTINGS, withoutVersion(saved), [], reject) as Omit<Settings, 'version'>;
  const accounts = withKnownProfiles(values, reject);
  return { settings: { version: SETTINGS_VERSION, ...values, accounts }, rejected };
}

/** An account whose profile is gone follows General, and that is said. */
function withKnownProfiles(
  { accounts, profiles }: Omit<Settings, 'version'>,
  reject: Reject,
): Settings['accounts'] {
  return Object.fromEntries(
    Object.entries(accounts).map(([key, account]) => {
      const { profile } = account;
      if (profile === null || Object.hasOwn(profiles, profile)) return [key, account];
      reject(
        ['accounts', key, 'profile'],
        inEnglish('there is no profile “{name}”', { name: profile }),
      );
      return [key, { ...account, profile: null }];
    }),
  );
}

/** What holds until somebody sets something. */
export const DEFAULT_SETTINGS: Settings = parseSettings(undefined).settings;

const DEFAULT_ACCOUNT = valueOf(SETTINGS.members.accounts.entry, undefined, [], () => undefined);

/** Settings of one account; those of an account that nobody has set anything for are the defaults. */
export function accountSettings(settings: Settings, key: string): AccountSettings {
  return Object.hasOwn(settings.accounts, key)
    ? (settings.accounts[key] as AccountSettings)
    : (DEFAULT_ACCOUNT as AccountSettings);
}

function valueOf(node: SettingNode, raw: unknown, path: SettingPath, reject: Reject): unknown {
  if (node.node === 'leaf') {
    const checked = raw === undefined ? null : node.schema.safeParse(raw);
    if (checked?.success) return checked.data;
    if (checked)
      reject(path, inEnglish('takes {allowed}', { allowed: allowedWords(node, ENGLISH) }));
    return node.fallback;
  }
  if (raw !== undefined && !isDocument(raw))
    reject(path, inEnglish('is a group of settings, not a value'));
  const saved = isDocument(raw) ? raw : {};
  const members = membersOf(node, saved);
  for (const key of Object.keys(saved)) {
    if (!members.some(([name]) => name === key)) reject([...path, key], NOT_KNOWN);
  }
  return Object.fromEntries(
    members.flatMap(([key, member]) => {
      const here = Object.hasOwn(saved, key) ? saved[key] : undefined;
      const value = valueOf(member, here, [...path, key], reject);
      // A budget or a rate that says nothing is none.
      return node.node === 'book' && value === null ? [] : [[key, value]];
    }),
  );
}

/** A group has its members always, a book those that are saved. */
function membersOf(
  node: Exclude<SettingNode, { node: 'leaf' }>,
  saved: SettingsDocument,
): (readonly [string, SettingNode])[] {
  return node.node === 'group'
    ? Object.entries(node.members)
    : Object.keys(saved).flatMap((key) => (node.isKey(key) ? [[key, node.entry] as const] : []));
}

/**
 * Sets one value in a saved document; `undefined` takes it out, so that the default holds again.
 * Everything else in the document stays to the letter.
 */
export function applyChange(saved: unknown, path: SettingPath, value: unknown): ChangeOutcome {
  const found = nodeAt(path);
  if (!found.ok) return found;
  const { node } = found;
  const name = writePath(path);
  if (value !== undefined) {
    // An entry of a book begins empty: everything in it has its default.
    if (node.node !== 'leaf' && !(isEntryOfBook(path) && isEmptyDocument(value)))
      return refuse(inEnglish('“{name}” is a group of settings; set one of them.', { name }));
    if (node.node === 'leaf' && !node.schema.safeParse(value).success) {
      return refuse(
        inEnglish('“{name}” takes {allowed}.', { name, allowed: allowedWords(node, ENGLISH) }),
      );
    }
    const unknown = unknownProfile(node, value, saved);
    if (unknown !== null) return refuse(unknown);
  } else if (path.length === 0)
    return refuse(inEnglish('Name the setting that shall have its default again.'));
  const { document, patch } = putAt(isDocument(saved) ? saved : {}, path, value);
  return { ok: true, document, patch };
}

function isEntryOfBook(path: SettingPath): boolean {
  const above = nodeAt(path.slice(0, -1));
  return above.ok && above.node.node === 'book';
}

function isEmptyDocument(value: unknown): boolean {
  return isDocument(value) && Object.keys(value).length === 0;
}

/** Why an account cannot follow the profile that is named; null: it can. */
function unknownProfile(node: SettingNode, value: unknown, saved: unknown): string | null {
  if (node.node !== 'leaf' || node.form.kind !== 'profile' || typeof value !== 'string')
    return null;
  const profiles = rawAt(saved, ['profiles']);
  const known = isDocument(profiles) ? Object.keys(profiles) : [];
  return known.includes(value) ? null : noSuchProfile(value, known);
}

/** Takes a change back. */
export function undoPatch(saved: unknown, patch: SettingsPatch): SettingsDocument {
  const document = isDocument(saved) ? saved : {};
  const { path, depth } = patch;
  if (depth === path.length) return putAt(document, path, patch.before).document;
  // Groups that the change made go again, unless something else has been put into them since.
  let undone = putAt(document, path, undefined).document;
  for (let length = path.length - 1; length >= depth && length > 0; length -= 1) {
    const here = path.slice(0, length);
    const left = rawAt(undone, here);
    if (!isDocument(left) || Object.keys(left).length > 0) break;
    undone = putAt(undone, here, length === depth ? patch.before : undefined).document;
  }
  return undone;
}

function putAt(
  document: SettingsDocument,
  path: SettingPath,
  value: unknown,
): { document: SettingsDocument; patch: SettingsPatch } {
  const [key = '', ...rest] = path;
  const before = Object.hasOwn(document, key) ? document[key] : undefined;
  if (rest.length === 0) {
    return { document: withMember(document, key, value), patch: { path, depth: 1, before } };
  }
  if (isDocument(before)) {
    const below = putAt(before, rest, value);
    const patch = { ...below.patch, path, depth: below.patch.depth + 1 };
    return { document: withMember(document, key, below.document), patch };
  }
  const patch = { path, depth: 1, before };
  if (value === undefined)
    return { document, patch: { ...patch, depth: path.length, before: undefined } };
  return { document: withMember(document, key, putAt({}, rest, value).document), patch };
}

/** A copy with one member set or, for undefined, left out; names such as `__proto__` are names like others. */
function withMember(document: SettingsDocument, key: string, value: unknown): SettingsDocument {
  const isThere = Object.hasOwn(document, key);
  const entries = Object.entries(document).flatMap(([name, kept]) =>
    name !== key ? [[name, kept]] : value === undefined ? [] : [[name, value]],
  );
  if (!isThere && value !== undefined) entries.push([key, value]);
  return Object.fromEntries(entries) as SettingsDocument;
}

/** What stands at a path, unchecked; undefined where nothing does. */
export function rawAt(document: unknown, path: SettingPath): unknown {
  return path.reduce<unknown>(
    (raw, key) => (isDocument(raw) && Object.hasOwn(raw, key) ? raw[key] : undefined),
    document,
  );
}

type FoundNode =
  | { readonly ok: true; readonly node: SettingNode }
  | { readonly ok: false; readonly message: string };

/** The node that a path leads to. */
export function nodeAt(path: SettingPath): FoundNode {
  let node: SettingNode = SETTINGS;
  for (const [index, key] of path.entries()) {
    const place = writePath(path.slice(0, index));
    if (node.node === 'leaf')
      return refuse(inEnglish('“{place}” is one value; there is nothing below it.', { place }));
    if (node.node === 'book') {
      if (!node.isKey(key)) {
        return refuse(
          inEnglish('“{key}” does not fit below “{place}”; a name there has the form {form}.', {
            key,
            place,
            form: node.keyWords,
          }),
        );
      }
      node = node.entry;
    } else {
      const next: SettingNode | undefined = Object.hasOwn(node.members, key)
        ? node.members[key]
        : undefined;
      if (!next) {
        const known = Object.keys(node.members).join(', ');
        const name = writePath(path);
        return refuse(
          place === ''
            ? inEnglish('There is no setting “{name}”. The settings are {known}.', { name, known })
            : inEnglish('There is no setting “{name}”. Below “{place}” there are {known}.', {
                name,
                place,
                known,
              }),
        );
      }
      node = next;
    }
  }
  return { ok: true, node };
}

/** Whether a saved value can have members. */
export function isDocument(value: unknown): value is SettingsDocument {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withoutVersion(saved: unknown): unknown {
  return isDocument(saved) ? withMember(saved, 'version', undefined) : saved;
}

function refuse(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
