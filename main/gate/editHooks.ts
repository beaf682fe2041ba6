/**
 * Edits of an agent's hooks in its settings text; Claude Code and Codex share the form
 * `{"hooks": {"<event>": [{"hooks": [{"type": "command", "command": "..."}]}]}}`. Our entries are appended,
 * and only handlers that run our script are ever taken out; every other byte stays.
 */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import type { Outcome } from '../../preload/contract/channels.ts';
import { appendItem, freshJson, insertMember, removeChild } from '../sources/bridge/editJson.ts';
import {
  readJsonArray,
  readJsonObject,
  readOuterObject,
  type JsonArray,
  type JsonMember,
  type JsonObject,
} from '../sources/bridge/jsonObject.ts';

/** One entry to put in: the handler is written as it is. */
export type HookEntry = {
  readonly event: string;
  readonly handler: Readonly<Record<string, unknown>>;
};

/** A command found in the settings. */
export type FoundHook = { readonly event: string; readonly command: string };

type Place = FoundHook & {
  readonly hooks: JsonObject;
  readonly groups: JsonArray;
  readonly handlers: JsonArray;
  readonly eventIndex: number;
  readonly groupIndex: number;
  readonly handlerIndex: number;
};

/** All command hooks of a text, in the file's order; a refusal for a form that nobody should edit. */
export function readHooks(text: string): Outcome<readonly FoundHook[]> {
  const found = locateHooks(text);
  return found.ok ? { ok: true, value: found.value.places } : found;
}

/** The text with these entries behind what is there; null stands for a file that does not exist yet. */
export function addHooks(text: string | null, entries: readonly HookEntry[]): Outcome<string> {
  if (text === null) return { ok: true, value: freshJson({ hooks: groupsOf(entries) }) };
  let edited = text;
  for (const { event, handler } of entries) {
    const found = locateHooks(edited);
    if (!found.ok) return found;
    const { root, hooks } = found.value;
    if (hooks === null) {
      return { ok: true, value: insertMember(edited, root, 'hooks', groupsOf(entries)) };
    }
    const group = { hooks: [handler] };
    const member = hooks.members.find(({ key }) => key === event);
    const groups = member === undefined ? null : readJsonArray(edited, member.valueStart);
    edited =
      groups === null
        ? insertMember(edited, hooks, event, [group])
        : appendItem(edited, groups, group);
  }
  return { ok: true, value: edited };
}

/** The text without the handlers that `isOurs` names, and without what that leaves empty. */
export function removeHooks(text: string, isOurs: (command: string) => boolean): Outcome<string> {
  let edited = text;
  for (;;) {
    const found = locateHooks(edited);
    if (!found.ok) return found;
    const place = found.value.places.findLast(({ command }) => isOurs(command));
    if (place === undefined) return { ok: true, value: edited };
    edited = removePlace(edited, found.value.root, place);
  }
}

/** Takes out the largest part that holds nothing but this handler. */
function removePlace(text: string, root: JsonObject, place: Place): string {
  const { hooks, groups, handlers } = place;
  if (handlers.items.length > 1) return removeChild(text, handlers, place.handlerIndex);
  if (groups.items.length > 1) return removeChild(text, groups, place.groupIndex);
  if (hooks.members.length > 1) return removeChild(text, hooks, place.eventIndex);
  const index = root.members.findIndex(({ key }) => key === 'hooks');
  return removeChild(text, root, index);
}

function groupsOf(entries: readonly HookEntry[]): Record<string, unknown[]> {
  const groups: Record<string, unknown[]> = {};
  for (const { event, handler } of entries) (groups[event] ??= []).push({ hooks: [handler] });
  return groups;
}

type Location = {
  readonly root: JsonObject;
  /** null when the file names no hooks. */
  readonly hooks: JsonObject | null;
  readonly places: readonly Place[];
};

/** The lists that a text names under `hooks`, one an event. */
export type HookLists = {
  readonly root: JsonObject;
  /** null when the file names no hooks. */
  readonly hooks: JsonObject | null;
  readonly lists: readonly {
    readonly event: string;
    readonly eventIndex: number;
    readonly list: JsonArray;
  }[];
};

/** Finds the lists; a refusal for a form that nobody should edit. */
export function locateLists(text: string): Outcome<HookLists> {
  const outer = readOuterObject(text);
  if (!outer.ok) return outer;
  const root = outer.value;
  const members = root.members.filter(({ key }) => key === 'hooks');
  const [member] = members;
  if (members.length > 1)
    return refuse(inEnglish('The settings file names "hooks" more than once.'));
  if (member === undefined) return { ok: true, value: { root, hooks: null, lists: [] } };
  const hooks = readJsonObject(text, member.valueStart);
  if (hooks === null)
    return refuse(inEnglish('The "hooks" in the settings file are not an object.'));
  const names = hooks.members.map(({ key }) => key);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    return refuse(inEnglish('The settings file names the hooks "{twice}" twice.', { twice }));
  const lists: HookLists['lists'][number][] = [];
  for (const [eventIndex, { key, valueStart }] of hooks.members.entries()) {
    const list = readJsonArray(text, valueStart);
    if (list === null) return refuse(inEnglish('The hooks "{key}" are not a list.', { key }));
    lists.push({ event: key, eventIndex, list });
  }
  return { ok: true, value: { root, hooks, lists } };
}

function locateHooks(text: string): Outcome<Location> {
  const found = locateLists(text);
  if (!found.ok) return found;
  const { root, hooks, lists } = found.value;
  const places = lists.flatMap(({ event, eventIndex, list }) =>
    hooks === null ? [] : placesIn(text, hooks, list, event, eventIndex),
  );
  return { ok: true, value: { root, hooks, places } };
}

/** Groups and handlers of other forms are somebody else's, and stay unread. */
function placesIn(
  text: string,
  hooks: JsonObject,
  groups: JsonArray,
  event: string,
  eventIndex: number,
): readonly Place[] {
  return groups.items.flatMap(({ start }, groupIndex) => {
    const group = readJsonObject(text, start);
    const member = group === null ? undefined : only(group, 'hooks');
    const handlers = member === undefined ? null : readJsonArray(text, member.valueStart);
    if (group === null || handlers === null) return [];
    return handlers.items.flatMap((item, handlerIndex) => {
      const command = commandOf(text, item.start);
      if (command === null) return [];
      return [{ hooks, groups, handlers, event, command, eventIndex, groupIndex, handlerIndex }];
    });
  });
}

/** The command of the handler that begins here; null where it is none that names one. */
export function commandOf(text: string, start: number): string | null {
  const handler = readJsonObject(text, start);
  const named = handler === null ? undefined : only(handler, 'command');
  if (named === undefined || text[named.valueStart] !== '"') return null;
  return JSON.parse(text.slice(named.valueStart, named.valueEnd)) as string;
}

/** The one member of this name. */
function only(object: JsonObject, name: string): JsonMember | undefined {
  const named = object.members.filter(({ key }) => key === name);
  return named.length === 1 ? named[0] : undefined;
}

function refuse(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
