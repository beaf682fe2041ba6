/** Numbers, times and texts in the spellings that logs have been seen with, as JSON source. */
import type { Random } from '../bench/random.ts';

const FIRST_DAY_MS = Date.UTC(2026, 9, 24);
const DAY_MS = 86_400_000;

/** A count that means `count` (floats lose their fraction). */
export function countText(count: number, random: Random): string {
  if (!random.chance(0.06)) return String(count);
  return random.pick([`${count}.0`, `${count}e0`, `${count}.75`, `${count}0e-1`, `${count}.0E+00`]);
}

/** What can stand for zero. */
export function zeroText(random: Random): string {
  return random.pick(['0', '0', '0', 'null', '0.0', '-0', '0.4']);
}

/** What cannot be a count: the line has to be refused. */
export function impossibleCount(random: Random): string {
  return random.pick([
    '"10"',
    '-1',
    '100000000001',
    '9007199254740991',
    '1e400',
    '123456789012345678901234567890',
    'true',
    '[]',
    '{}',
    '-0.5',
  ]);
}

/** An instant, often close to midnight. */
export function randomInstant(random: Random): number {
  const day = FIRST_DAY_MS + random.integer(0, 3) * DAY_MS;
  const isLate = random.chance(0.3);
  return day + (isLate ? DAY_MS - random.integer(1, 3000) : random.integer(0, DAY_MS - 1));
}

/** An instant as agents and their gateways write it. */
export function timeText(atMs: number, random: Random): string {
  const text = new Date(atMs).toISOString();
  if (!random.chance(0.1)) return text;
  const digits = random.integer(0, 999_999).toString().padStart(6, '0');
  const east = new Date(atMs + 2 * 3_600_000).toISOString().slice(0, -1);
  return random.pick([
    `${text.slice(0, -1)}${digits.slice(0, 3)}Z`,
    `${text.slice(0, -1)}${digits}Z`,
    `${east}+02:00`,
    `${east}+0200`,
    text.slice(0, -1),
    text.replace('T', ' '),
  ]);
}

/** No instant. */
export function impossibleTime(random: Random): string {
  return random.pick([
    '"soon"',
    '"2026-13-01T00:00:00.000Z"',
    '"2026-02-30T00:00:00.000Z"',
    'null',
    '1795370400',
  ]);
}

/** What a model says, as the inside of a JSON text. */
export function wordsText(random: Random): string {
  return random.pick([
    'words',
    'caf\u00e9 \u{1f600}',
    '\\ud83d',
    'a \\"usage\\":{\\"input_tokens\\":9} b',
    '],\\"stop_reason\\":null',
    '\\u0000\\n\\t',
    '',
  ]);
}

/** Bytes in a line that make it no UTF-8. */
export function withForeignByte(text: string): Buffer {
  const bytes = Buffer.from(`${text.slice(0, -1)},"x":"?"}`);
  bytes[bytes.length - 3] = 0xff;
  return bytes;
}
