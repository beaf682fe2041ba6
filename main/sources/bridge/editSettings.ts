/**
 * Surgical edits of Claude Code's settings text: only the status line's command changes, or one member
 * comes or goes; byte order mark, line ends, indentation and order of everything else stay as they are.
 *
 * Strict JSON only. Claude Code refuses comments as well, and what cannot be read for certain must not
 * be written.
 */
import { inEnglish } from '../../../preload/contract/languages/say.ts';
import type { Outcome } from '../../../preload/contract/channels.ts';
import { freshJson, insertMember, removeChild, splice } from './editJson.ts';
import { readJsonObject, readOuterObject, type JsonMember, type JsonObject } from './jsonObject.ts';

/** The status line of a settings text: what it runs, and how that is spelled in the file. */
export type StatusLine = { readonly command: string; readonly literal: string };

/** Reads the user's status line; a null value means that there is none. */
export function readStatusLine(text: string): Outcome<StatusLine | null> {
  const found = locateStatusLine(text);
  if (!found.ok) return found;
  const { command } = found.value;
  if (command === null) return { ok: true, value: null };
  const literal = text.slice(command.valueStart, command.valueEnd);
  return { ok: true, value: { command: JSON.parse(literal) as string, literal } };
}

/** The text in which the status line runs `command`; null stands for a file that does not exist yet. */
export function writeStatusLine(text: string | null, command: string): Outcome<string> {
  const literal = JSON.stringify(command);
  if (text === null) return { ok: true, value: freshJson({ statusLine: statusLineOf(command) }) };
  const found = locateStatusLine(text);
  if (!found.ok) return found;
  const existing = found.value.command;
  const edited =
    existing === null
      ? insertMember(text, found.value.root, 'statusLine', statusLineOf(command))
      : splice(text, existing.valueStart, existing.valueEnd, literal);
  return { ok: true, value: edited };
}

/**
 * Takes the bridge out of a text that others may have edited since: puts the user's own command back
 * as it was spelled, or takes out the whole member when there was none.
 */
export function restoreStatusLine(text: string, ownLiteral: string | null): Outcome<string> {
  const found = locateStatusLine(text);
  if (!found.ok) return found;
  const { root, index, command } = found.value;
  if (command === null) return { ok: true, value: text };
  const restored =
    ownLiteral === null
      ? removeChild(text, root, index)
      : splice(text, command.valueStart, command.valueEnd, ownLiteral);
  return { ok: true, value: restored };
}

type Location = {
  readonly root: JsonObject;
  /** Index of `statusLine` among the root's members; -1 without one. */
  readonly index: number;
  /** The member that holds the command line; null when there is no status line. */
  readonly command: JsonMember | null;
};

function locateStatusLine(text: string): Outcome<Location> {
  const outer = readOuterObject(text);
  if (!outer.ok) return outer;
  const root = outer.value;
  const indexes = root.members.flatMap(({ key }, index) => (key === 'statusLine' ? [index] : []));
  const index = indexes[0];
  if (index === undefined) return { ok: true, value: { root, index: -1, command: null } };
  if (indexes.length > 1)
    return refuse(inEnglish('The settings file names "statusLine" more than once.'));
  const command = commandMember(text, root.members[index]);
  if (command === null) {
    return refuse(
      inEnglish('The "statusLine" in the settings file is not of the form type "command".'),
    );
  }
  return { ok: true, value: { root, index, command } };
}

/** The `command` of a status line of the documented form; null for any other form. */
function commandMember(text: string, statusLine: JsonMember | undefined): JsonMember | null {
  const object = statusLine === undefined ? null : readJsonObject(text, statusLine.valueStart);
  const types = object?.members.filter(({ key }) => key === 'type') ?? [];
  const commands = object?.members.filter(({ key }) => key === 'command') ?? [];
  const [type, command] = [types[0], commands[0]];
  if (type === undefined || command === undefined) return null;
  if (types.length > 1 || commands.length > 1 || text[command.valueStart] !== '"') return null;
  return JSON.parse(text.slice(type.valueStart, type.valueEnd)) === 'command' ? command : null;
}

function statusLineOf(command: string) {
  return { type: 'command', command };
}

function refuse(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
