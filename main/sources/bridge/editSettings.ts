/**
 * Surgical edits of Claude Code's settings text: only the status line's command changes, or one member
 * comes or goes; byte order mark, line ends, indentation and order of everything else stay as they are.
 *
 * Strict JSON only. Claude Code refuses comments as well, and what cannot be read for certain must not
 * be written.
 */
import type { Outcome } from '../../../preload/contract/channels.ts';
import { readJsonObject, type JsonMember, type JsonObject } from './jsonObject.ts';

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
  if (text === null) {
    return { ok: true, value: `{\n  ${statusLineMember(literal, '\n', '  ', '  ')}\n}\n` };
  }
  const found = locateStatusLine(text);
  if (!found.ok) return found;
  const existing = found.value.command;
  const edited =
    existing === null
      ? addStatusLine(text, found.value.root, literal)
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
      ? removeMember(text, root, index)
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
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  if (!isJson(text.slice(start))) return refuse('The settings file is not valid JSON.');
  const root = readJsonObject(text, start);
  if (root === null) return refuse('The settings file does not hold a JSON object.');
  const indexes = root.members.flatMap(({ key }, index) => (key === 'statusLine' ? [index] : []));
  const index = indexes[0];
  if (index === undefined) return { ok: true, value: { root, index: -1, command: null } };
  if (indexes.length > 1) return refuse('The settings file names "statusLine" more than once.');
  const command = commandMember(text, root.members[index]);
  if (command === null) {
    return refuse('The "statusLine" in the settings file is not of the form type "command".');
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

/** Adds the member behind the last one, in the file's own manner of line ends, indentation and spaces. */
function addStatusLine(text: string, root: JsonObject, literal: string): string {
  const eol = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const [first, second] = root.members;
  const last = root.members.at(-1);
  if (first === undefined || last === undefined) {
    const isOpenedUp = /[\r\n]/.test(text.slice(root.open, root.close));
    const member = `${eol}  ${statusLineMember(literal, eol, '  ', '  ')}${isOpenedUp ? '' : eol}`;
    return splice(text, root.open + 1, root.open + 1, member);
  }
  const indent = /[\r\n]([ \t]*)$/.exec(text.slice(root.open + 1, first.keyStart))?.[1];
  if (indent !== undefined) {
    const member = `,${eol}${indent}${statusLineMember(literal, eol, indent, indent)}`;
    return splice(text, last.valueEnd, last.valueEnd, member);
  }
  const colon = /\s/.test(text.slice(first.keyEnd, first.valueStart)) ? ': ' : ':';
  const hasSpaces = second === undefined ? colon === ': ' : text[second.keyStart - 1] === ' ';
  const comma = hasSpaces ? ', ' : ',';
  const value = `{"type"${colon}"command"${comma}"command"${colon}${literal}}`;
  return splice(text, last.valueEnd, last.valueEnd, `${comma}"statusLine"${colon}${value}`);
}

/** The member over several lines; its own indentation is not included, since it follows `indent`. */
function statusLineMember(literal: string, eol: string, indent: string, unit: string): string {
  const inner = `${eol}${indent}${unit}`;
  return `"statusLine": {${inner}"type": "command",${inner}"command": ${literal}${eol}${indent}}`;
}

/** Takes one member out together with the comma and the blanks that joined it to its neighbour. */
function removeMember(text: string, root: JsonObject, index: number): string {
  const member = root.members[index];
  if (member === undefined) return text;
  const before = root.members[index - 1];
  const after = root.members[index + 1];
  if (before !== undefined) return splice(text, before.valueEnd, member.valueEnd, '');
  if (after !== undefined) return splice(text, member.keyStart, after.keyStart, '');
  return splice(text, root.open + 1, member.valueEnd, '');
}

function splice(text: string, start: number, end: number, replacement: string): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function refuse(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
