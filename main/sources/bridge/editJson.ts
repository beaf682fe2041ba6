/**
 * Edits of JSON text that leave every other byte alone: a member or an item comes or goes, in the file's
 * own manner of line ends, indentation and spaces. The text must already have passed `JSON.parse`.
 */
import type { JsonArray, JsonObject } from './jsonObject.ts';

type Container = { readonly open: number; readonly close: number };
/** What lies in a container: a member with its key, or an item. */
type Child = { readonly start: number; readonly end: number };

/** Puts a member behind the last one. */
export function insertMember(
  text: string,
  object: JsonObject,
  key: string,
  value: unknown,
): string {
  return insertChild(text, object, childrenOf(object), { key, value });
}

/** Puts an item behind the last one. */
export function appendItem(text: string, array: JsonArray, value: unknown): string {
  return insertChild(text, array, childrenOf(array), { key: null, value });
}

/** Takes one member or item out together with the comma and the blanks that joined it to its neighbour. */
export function removeChild(
  text: string,
  container: JsonObject | JsonArray,
  index: number,
): string {
  const children = childrenOf(container);
  const child = children[index];
  if (child === undefined) return text;
  const before = children[index - 1];
  const after = children[index + 1];
  if (before !== undefined) return splice(text, before.end, child.end, '');
  if (after !== undefined) return splice(text, child.start, after.start, '');
  return splice(text, container.open + 1, child.end, '');
}

/** The text with another text in the place of `start` to `end`. */
export function splice(text: string, start: number, end: number, replacement: string): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

/** A text for a file that does not exist yet. */
export function freshJson(value: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function childrenOf(container: JsonObject | JsonArray): readonly Child[] {
  return 'members' in container
    ? container.members.map(({ keyStart, valueEnd }) => ({ start: keyStart, end: valueEnd }))
    : container.items;
}

type Addition = { readonly key: string | null; readonly value: unknown };

function insertChild(
  text: string,
  container: Container,
  children: readonly Child[],
  addition: Addition,
): string {
  const [first, last] = [children[0], children.at(-1)];
  if (first === undefined || last === undefined) return fillEmpty(text, container, addition);
  const indent = /[\r\n]([ \t]*)$/.exec(text.slice(container.open + 1, first.start))?.[1];
  const added =
    indent === undefined
      ? commaOf(text, children) + onOneLine(text, addition)
      : `,${eolOf(text)}${indent}${onLines(text, addition, indent)}`;
  return splice(text, last.end, last.end, added);
}

/** An empty container opens up, unless it stands in a file of a single line. */
function fillEmpty(text: string, { open, close }: Container, addition: Addition): string {
  const eol = eolOf(text);
  const isOpenedUp = /[\r\n]/.test(text.slice(open, close));
  const isOuter = text.slice(0, open).trim() === '';
  if (!isOuter && !/[\r\n]/.test(text.trim())) {
    return splice(text, open + 1, open + 1, onOneLine(text, addition));
  }
  const outer = /(?:^|[\r\n])([ \t]*)[^\r\n]*$/.exec(text.slice(0, open))?.[1] ?? '';
  const indent = outer + unitOf(text);
  const ending = isOpenedUp ? '' : eol + outer;
  const added = `${eol}${indent}${onLines(text, addition, indent)}${ending}`;
  return splice(text, open + 1, open + 1, added);
}

function onLines(text: string, { key, value }: Addition, indent: string): string {
  const lines = JSON.stringify(value, null, unitOf(text)).split('\n');
  const name = key === null ? '' : `${JSON.stringify(key)}: `;
  return name + lines.join(eolOf(text) + indent);
}

/** JSON on one line, with blanks behind colons and commas where the file has them. */
function onOneLine(text: string, { key, value }: Addition): string {
  const colon = hasBlankAfterColon(text) ? ': ' : ':';
  const comma = colon === ': ' ? ', ' : ',';
  const write = (part: unknown): string => {
    if (Array.isArray(part)) return `[${part.map(write).join(comma)}]`;
    if (typeof part !== 'object' || part === null) return JSON.stringify(part);
    const members = Object.entries(part).map(
      ([name, inner]) => `${JSON.stringify(name)}${colon}${write(inner)}`,
    );
    return `{${members.join(comma)}}`;
  };
  return (key === null ? '' : JSON.stringify(key) + colon) + write(value);
}

function commaOf(text: string, [first, second]: readonly Child[]): string {
  const isSpaced =
    first === undefined || second === undefined
      ? hasBlankAfterColon(text)
      : text[second.start - 1] === ' ';
  return isSpaced ? ', ' : ',';
}

/** Looked for behind the first key, which no earlier string can be mistaken for. */
function hasBlankAfterColon(text: string): boolean {
  return /^\uFEFF?\s*\{\s*"(?:[^"\\]|\\.)*"\s*:\s/.test(text);
}

function eolOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

/** One step of indentation, as the first member of the file has it. */
function unitOf(text: string): string {
  return /^\uFEFF?\s*\{[ \t]*[\r\n]+([ \t]+)"/.exec(text)?.[1] ?? '  ';
}
