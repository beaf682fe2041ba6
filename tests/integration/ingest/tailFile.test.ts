import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tailFile, type ReadResult } from '../../../main/ingest/tailFile.ts';
import { AT, claudeLine, claudeLines } from '../cli/logLines.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-tail-'));
  file = path.join(folder, 'session-1.jsonl');
});

afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

function tail(before: ReadResult | null = null, at = file): ReadResult {
  return tailFile({
    agent: 'claude-code',
    path: at,
    account: folder,
    stem: 'session-1',
    folders: ['project'],
    cursor: before?.cursor ?? null,
    movedFrom: null,
  });
}

const ids = ({ facts }: ReadResult) => facts.map(({ groupKey }) => groupKey);
const outputs = ({ facts }: ReadResult) => facts.map(({ outputTokens }) => outputTokens);
const refused = ({ cursor }: ReadResult) => cursor.refused;

/** Sets the time of the last change, which two writes in one millisecond would not. */
const touch = (seconds: number) => fs.utimesSync(file, new Date(), new Date(seconds * 1000));

const line = (id: string, output = 10) => `${claudeLine({ id, output })}\n`;

describe('a file that grows', () => {
  it('is read on from where it was left', () => {
    fs.writeFileSync(file, line('a'));
    const first = tail();
    fs.appendFileSync(file, line('b'));
    const second = tail(first);
    expect([ids(first), ids(second)]).toEqual([['a'], ['b']]);
    expect(second.bytesRead).toBe(line('b').length);
  });

  it('that has nothing new gives nothing', () => {
    fs.writeFileSync(file, line('a'));
    expect(tail(tail())).toMatchObject({ facts: [], bytesRead: 0 });
  });

  it('half a line waits for its rest, and is refused by nobody then', () => {
    const [head, rest] = [line('b').slice(0, 60), line('b').slice(60)];
    fs.writeFileSync(file, line('a') + head);
    const first = tail();
    expect(first.cursor).toMatchObject({ hasPartialLine: true, refused: {} });
    fs.appendFileSync(file, rest);
    const second = tail(first);
    expect(ids(second)).toEqual(['b']);
    expect(second.cursor).toMatchObject({ hasPartialLine: false, refused: {} });
  });

  it('any split of the writing gives the same facts', () => {
    const whole = Buffer.from(line('a') + line('b', 7) + line('b', 9) + `{"ç":"🚏"}\n` + line('c'));
    fs.writeFileSync(file, whole);
    const expected = tail();
    for (let cut = 0; cut < whole.length; cut += 13) {
      fs.writeFileSync(file, whole.subarray(0, cut));
      const first = tail();
      fs.appendFileSync(file, whole.subarray(cut));
      const second = tail(first);
      expect(new Set([...ids(first), ...ids(second)])).toEqual(new Set(ids(expected)));
      expect(second.cursor).toMatchObject({
        readOffset: whole.length,
        refused: {},
        hasPartialLine: false,
        parserState: expected.cursor.parserState,
      });
    }
  });

  it('a question that was read before still tells when its answer was asked for', () => {
    const question = `${JSON.stringify({ type: 'user', timestamp: '2026-11-20T09:59:20.000Z' })}\n`;
    fs.writeFileSync(file, question + line('a'));
    const atOnce = tail().facts[0]?.startedAtMs;
    fs.writeFileSync(file, question);
    const first = tail();
    fs.appendFileSync(file, line('a'));
    expect(tail(first).facts[0]?.startedAtMs).toBe(atOnce);
    expect(atOnce).toBe(Date.parse(AT) - 40_000);
  });

  it('so does one that ends without a newline', () => {
    const question = `${JSON.stringify({ type: 'user', timestamp: '2026-11-20T09:59:20.000Z' })}\n`;
    fs.writeFileSync(file, question);
    const first = tail();
    fs.appendFileSync(file, line('a').trimEnd());
    expect(tail(first).facts[0]?.startedAtMs).toBe(Date.parse(AT) - 40_000);
  });
});

describe('a file that is no longer the one that was read', () => {
  it.each([
    ['truncated and written anew', line('x')],
    ['rewritten longer', line('x') + line('y') + line('z')],
    ['rewritten with the same beginning', line('a') + line('y') + line('z')],
  ])('%s is read from the start', (_, content) => {
    fs.writeFileSync(file, line('a') + line('b'));
    const first = tail();
    fs.writeFileSync(file, content);
    touch(2_000_000_000);
    const all = content.trim().split('\n').length;
    expect(tail(first).facts).toHaveLength(all);
  });

  it('changed in place without getting longer is read from the start', () => {
    fs.writeFileSync(file, line('a', 10) + line('b', 10));
    const first = tail();
    fs.writeFileSync(file, line('a', 10) + line('b', 99));
    touch(2_000_000_000);
    expect(outputs(tail(first))).toEqual([10, 99]);
  });

  it('replaced by renaming another over it is read from the start', () => {
    fs.writeFileSync(file, line('a'));
    const first = tail();
    fs.writeFileSync(`${file}.new`, line('a') + line('n'));
    fs.renameSync(`${file}.new`, file);
    expect(ids(tail(first))).toEqual(['a', 'n']);
  });

  it('its refused lines are those of the present content', () => {
    fs.writeFileSync(file, `nonsense\n${line('a')}`);
    const first = tail();
    expect(refused(first)).toEqual({ 'not-json': 1 });
    fs.writeFileSync(file, line('x'));
    expect(refused(tail(first))).toEqual({});
  });

  it('moved elsewhere is read on', () => {
    fs.writeFileSync(file, `nonsense\n${line('a')}`);
    const first = tail();
    const moved = path.join(folder, 'elsewhere.jsonl');
    fs.renameSync(file, moved);
    fs.appendFileSync(moved, line('b'));
    const second = tail(first, moved);
    expect(ids(second)).toEqual(['b']);
    expect(refused(second)).toEqual({ 'not-json': 1 });
  });
});

describe('bytes that agents do not write', () => {
  const read = (content: string | Buffer) => {
    fs.writeFileSync(file, content);
    return tail();
  };

  it.each<[string, string | Buffer]>([
    ['a byte order mark', `\ufeff${line('a')}${line('b')}`],
    [
      'a byte order mark on a line without newline',
      Buffer.from(`\ufeff${line('a')}`).subarray(0, -1),
    ],
    ['CRLF', line('a').replace('\n', '\r\n') + line('b').replace('\n', '\r\n')],
    ['no final newline', (line('a') + line('b')).trimEnd()],
    ['blank lines', `\n\n${line('a')}\r\n \n${line('b')}`],
  ])('%s is tolerated', (_, content) => {
    const found = read(content);
    expect(ids(found)[0]).toBe('a');
    expect(found.cursor).toMatchObject({ refused: {}, hasPartialLine: false });
  });

  it.each<[string, Buffer | string, Record<string, number>]>([
    ['a NUL line', '\0'.repeat(5000) + '\n', { 'not-json': 1 }],
    ['NUL bytes in a line', line('x').replace('req-x', 'req\0'), { 'not-json': 1 }],
    [
      'a line cut short with the next one right behind it',
      line('x').slice(0, line('x').indexOf('words')) + line('y'),
      { 'not-json': 1 },
    ],
    [
      'invalid UTF-8',
      Buffer.from(line('x').replace('words', '\xff\xfe'), 'latin1'),
      { 'not-utf8': 1 },
    ],
    ['binary', Buffer.from([0x80, 0x81, 0x0a, 0xff, 0x0a]), { 'not-utf8': 2 }],
    ['a line cut short', `${line('x').slice(0, -40)}\n`, { 'not-json': 1 }],
  ])('%s is refused and the rest counts', (_, bad, expected) => {
    const found = read(Buffer.concat([line('a'), bad, line('b')].map((part) => Buffer.from(part))));
    expect(ids(found)).toEqual(['a', 'b']);
    expect(refused(found)).toEqual(expected);
  });

  it.each<[string, string]>([
    ['brackets like those around it', '"],\\"stop_reason\\":'],
    ['NUL bytes', 'wo\0rds'],
    ['half an emoji', '\\ud83d'],
  ])('a text with %s does not matter', (_, text) => {
    const found = read(line('a').replace('words', () => text) + line('b'));
    expect(ids(found)).toEqual(['a', 'b']);
  });

  it('a tool input that looks like the end of the answer does not end it', () => {
    const input = '"input":{"content":["x"],"stop_reason":"fake","usage":{"input_tokens":9}},';
    const found = read(line('a').replace('"text":', () => `${input}"text":`));
    expect(found.facts).toMatchObject([{ groupKey: 'a', inputTokens: 1, outputTokens: 10 }]);
  });

  it('many lines of another shape are read as quickly as others', () => {
    const other = claudeLines('m', 20_000).replaceAll(',"stop_reason":"end_turn"', '');
    const startedMs = performance.now();
    expect(read(other).facts).toHaveLength(20_000);
    expect(performance.now() - startedMs).toBeLessThan(5000);
  });

  it('an empty file is nothing', () => {
    expect(read('')).toMatchObject({ facts: [], cursor: { readOffset: 0, hasPartialLine: false } });
  });
});

describe('a line of fifty megabytes', () => {
  const bulk = Buffer.alloc(50 * 1024 * 1024, 'x');
  const longLine = Buffer.concat([Buffer.from('{"usage":"'), bulk, Buffer.from('"}\n')]);

  it('is refused once, and what surrounds it counts', () => {
    fs.writeFileSync(
      file,
      Buffer.concat([Buffer.from(line('a')), longLine, Buffer.from(line('b'))]),
    );
    const found = tail();
    expect(ids(found)).toEqual(['a', 'b']);
    expect(refused(found)).toEqual({ 'too-long': 1 });
  });

  it('is refused once although it arrives in pieces', () => {
    fs.writeFileSync(
      file,
      Buffer.concat([Buffer.from(line('a')), longLine.subarray(0, 20_000_000)]),
    );
    const first = tail();
    expect(first.cursor).toMatchObject({ refused: {}, hasPartialLine: true });
    fs.appendFileSync(file, longLine.subarray(20_000_000, 40_000_000));
    const second = tail(first);
    fs.appendFileSync(file, Buffer.concat([longLine.subarray(40_000_000), Buffer.from(line('b'))]));
    const third = tail(second);
    expect(refused(third)).toEqual({ 'too-long': 1 });
    expect([first, second, third].flatMap(ids)).toEqual(['a', 'b']);
  });
});

it('a large file costs no more memory than its longest lines', () => {
  fs.writeFileSync(file, claudeLines('many', 120_000));
  const before = process.memoryUsage().arrayBuffers;
  expect(tail().facts).toHaveLength(120_000);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(48 * 1024 * 1024);
});
