/**
 * Edits of hooks that are written down without groups, beside the version of the form:
 * `{"version": 1, "hooks": {"<event>": [{"command": "..."}]}}` (https://cursor.com/docs/hooks). As in
 * `editHooks.ts`, ours are appended, only ours are taken out, and every other byte stays.
 */
import type { Outcome } from '../../preload/contract/channels.ts';
import { appendItem, freshJson, insertMember, removeChild } from '../sources/bridge/editJson.ts';
import { readJsonArray } from '../sources/bridge/jsonObject.ts';
import {
  commandOf,
  locateLists,
  type FoundHook,
  type HookEntry,
  type HookLists,
} from './editHooks.ts';

/** The one version of the form there is. */
const FORM_VERSION = 1;

/** All commands of a text, in the file's order; a refusal for a form that nobody should edit. */
export function readFlatHooks(text: string): Outcome<readonly FoundHook[]> {
  const found = locateLists(text);
  if (!found.ok) return found;
  return { ok: true, value: placesIn(text, found.value) };
}

/** The text with these entries behind what is there; null stands for a file that does not exist yet. */
export function addFlatHooks(text: string | null, entries: readonly HookEntry[]): Outcome<string> {
  if (text === null) {
    return { ok: true, value: freshJson({ version: FORM_VERSION, hooks: listsOf(entries) }) };
  }
  const versioned = withVersion(text);
  if (!versioned.ok) return versioned;
  let edited = versioned.value;
  for (const { event, handler } of entries) {
    const found = locateLists(edited);
    if (!found.ok) return found;
    const { root, hooks } = found.value;
    if (hooks === null) {
      return { ok: true, value: insertMember(edited, root, 'hooks', listsOf(entries)) };
    }
    const member = hooks.members.find(({ key }) => key === event);
    const list = member === undefined ? null : readJsonArray(edited, member.valueStart);
    edited =
      list === null
        ? insertMember(edited, hooks, event, [handler])
        : appendItem(edited, list, handler);
  }
  return { ok: true, value: edited };
}

/** The text without the handlers that `isOurs` names, and without lists that this leaves empty. */
export function removeFlatHooks(
  text: string,
  isOurs: (command: string) => boolean,
): Outcome<string> {
  let edited = text;
  for (;;) {
    const found = locateLists(edited);
    if (!found.ok) return found;
    const { hooks } = found.value;
    const place = placesIn(edited, found.value).findLast(({ command }) => isOurs(command));
    if (hooks === null || place === undefined) return { ok: true, value: edited };
    const { list, index, eventIndex } = place;
    // The `hooks` themselves stay, also empty: the program may ask for them.
    edited =
      list.items.length > 1
        ? removeChild(edited, list, index)
        : removeChild(edited, hooks, eventIndex);
  }
}

/** The program passes over a file without a version, so that our entry alone would never run. */
function withVersion(text: string): Outcome<string> {
  const found = locateLists(text);
  if (!found.ok) return found;
  const { root } = found.value;
  const isThere = root.members.some(({ key }) => key === 'version');
  return { ok: true, value: isThere ? text : insertMember(text, root, 'version', FORM_VERSION) };
}

function listsOf(entries: readonly HookEntry[]): Record<string, unknown[]> {
  const lists: Record<string, unknown[]> = {};
  for (const { event, handler } of entries) (lists[event] ??= []).push(handler);
  return lists;
}

type Place = FoundHook & HookLists['lists'][number] & { readonly index: number };

/** Entries of other forms are somebody else's, and stay unread. */
function placesIn(text: string, { lists }: HookLists): readonly Place[] {
  return lists.flatMap((named) =>
    named.list.items.flatMap(({ start }, index) => {
      const command = commandOf(text, start);
      return command === null ? [] : [{ ...named, index, command }];
    }),
  );
}
