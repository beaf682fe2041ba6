import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { claudeCode } from '../../../../main/agents/claude-code/index.ts';
import { COMPILED_SCANNER } from '../../../../main/agents/claude-code/scanner/compiled.ts';
import { scanTranscript } from '../../../../main/agents/claude-code/scanner/scanner.ts';
import { growScanBuffer } from '../../../../main/agents/scanMemory.ts';
import { scanLines } from '../../../../main/ingest/scanLines.ts';
import { compileToWasm } from '../../../../scripts/lib/wasm-compiler.mjs';
import { SCANNER_LIMITS, SCANNER_PROGRAM } from '../../../../scripts/make-scanner.mjs';
import { parseLines } from '../parsing.ts';

const answer = (id: string, more: Readonly<Record<string, unknown>> = {}) => ({
  isSidechain: false,
  type: 'assistant',
  message: {
    id,
    role: 'assistant',
    model: 'claude-sonnet-5-5',
    content: [{ type: 'text', text: 'x'.repeat(id.length * 7) }],
    stop_reason: null,
    usage: { input_tokens: id.length, output_tokens: 3 },
  },
  requestId: `req_${id}`,
  timestamp: '2026-11-22T13:11:53.201Z',
  sessionId: 's1',
  cwd: '/home/u/p',
  ...more,
});

/** Reads lines from the scanner's memory as a file is read, and counts those that JavaScript had to look at. */
function scan(lines: readonly unknown[], end = '\n') {
  const text = Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n') + end);
  const bytes = growScanBuffer(text.length, null);
  text.copy(bytes);
  const groups: string[] = [];
  const odd: number[] = [];
  let oneByOne = 0;
  const parser = claudeCode.createFileParser(
    { account: '/a', stem: 'stem', folders: [], timeZone: () => 'UTC' },
    undefined,
    {
      fact: ({ groupKey }) => groups.push(groupKey),
      limit: () => undefined,
      credits: () => undefined,
      note: () => undefined,
      refuse: () => undefined,
    },
  );
  const line: typeof parser.line = (chunk, from, until) => {
    oneByOne += 1;
    parser.line(chunk, from, until);
  };
  const until = scanLines(bytes, { ...parser, line, refuse: () => odd.push(1) });
  return { groups, until, length: text.length, oneByOne, odd: odd.length };
}

/** What the scanner says of each line; texts are lines as they stand. */
function kindsOf(lines: readonly unknown[]): string[] {
  const written = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  const text = Buffer.from(`${written.join('\n')}\n`);
  const bytes = growScanBuffer(text.length, null);
  text.copy(bytes);
  const kinds: string[] = [];
  scanTranscript(bytes, 0, {
    answer: () => kinds.push('answer'),
    unsure: () => kinds.push('unsure'),
    odd: () => kinds.push('odd'),
  });
  return kinds;
}

describe('the scanner', () => {
  it('is compiled from the program beside it', () => {
    const program = compileToWasm(
      fs.readFileSync(SCANNER_PROGRAM, 'utf8'),
      SCANNER_PROGRAM,
      SCANNER_LIMITS,
    );
    expect(Buffer.from(program).toString('base64')).toBe(COMPILED_SCANNER);
  });

  it('takes all lines of a part at once, however many records they need', () => {
    const ids = Array.from({ length: 1300 }, (_, index) => `msg_${index}`);
    const found = scan(ids.map((id) => answer(id)));
    expect(found).toMatchObject({ groups: ids, oneByOne: 0, odd: 0 });
    expect(found.until).toBe(found.length);
  });

  it('ends before an unfinished line', () => {
    const whole = scan([answer('a')]).length;
    expect(scan([answer('a'), answer('b')], '')).toMatchObject({ groups: ['a'], until: whole });
  });

  it('hands on what is no object', () => {
    expect(scan(['text', answer('a'), 7, ''])).toMatchObject({ groups: ['a'], odd: 3 });
  });

  it('reads the line of a sub-agent that a progress line holds, and leaves no other to chance', () => {
    const echo = (message: unknown, more: object = {}) => ({
      parentUuid: null,
      type: 'progress',
      data: { type: 'agent_progress', message },
      sessionId: 's1',
      ...more,
    });
    const kinds = kindsOf([
      echo(answer('a')),
      echo(answer('b', { sessionId: undefined, cwd: undefined })),
      echo(answer('c', { timestamp: undefined })),
      echo(answer('d', { isApiErrorMessage: true })),
      echo({ type: 'user', message: { role: 'user', content: 'x' } }),
      echo(answer('e'), { message: answer('f').message }),
      echo(answer('g'), { type: 'assistant' }),
      { data: { message: answer('h') }, type: 'progress' },
      { type: 'progress', data: { type: 'hook_progress' } },
      JSON.stringify(echo(answer('i'))).replace(/\}$/, ',"type":null}'),
    ]);
    expect(kinds).toEqual(['answer', 'answer', ...Array.from({ length: 8 }, () => 'unsure')]);
  });

  it('keeps texts apart that come, go and return', () => {
    const long = 'x'.repeat(300);
    const folders = ['/a', '/a', long, long, '/b', 'C:\\d', 'C:\\d', 'é', 'é', undefined, '/a', ''];
    const { facts } = parseLines(
      claudeCode,
      folders.map((cwd, index) => answer(`m${index}`, { cwd })),
    );
    const found = folders.map((folder) => (folder === '' ? null : (folder ?? null)));
    expect(facts.map(({ project }) => project)).toEqual(found);
  });

  it('makes texts anew after a part that was not read to its end', () => {
    const context = { account: '/a', stem: 'stem', folders: [], timeZone: () => 'UTC' };
    const read = (cwds: readonly string[], fact: (project: string | null) => void) => {
      const lines = cwds.map((cwd, index) => JSON.stringify(answer(`m${index}`, { cwd })));
      const text = Buffer.from(`${lines.join('\n')}\n`);
      const bytes = growScanBuffer(text.length, null);
      text.copy(bytes);
      const nothing = () => undefined;
      const sink = { limit: nothing, credits: nothing, note: nothing, refuse: nothing };
      const parser = claudeCode.createFileParser(context, undefined, {
        ...sink,
        fact: ({ project }) => fact(project),
      });
      scanLines(bytes, { ...parser, refuse: nothing });
    };
    const stop = () => {
      throw new Error('the disk is full');
    };
    expect(() => read(['/a', '/b', '/c'], stop)).toThrow('the disk is full');
    const found: (string | null)[] = [];
    read(['/c', '/c'], (project) => void found.push(project));
    expect(found).toEqual(['/c', '/c']);
  });

  it.each([
    '1970-01-01T00:00:00.000Z',
    '1999-12-31T23:59:59.999Z',
    '2024-02-29T12:00:00.000Z',
    '2100-02-28T12:00:00.000Z',
    '2100-02-29T12:00:00.000Z',
    '2026-02-29T12:00:00.000Z',
    '2026-04-31T12:00:00.000Z',
    '2026-08-31T12:00:00.000Z',
    '2026-13-01T12:00:00.000Z',
    '2026-00-10T12:00:00.000Z',
    '2026-11-22T24:00:00.000Z',
    '2026-11-22T13:60:00.000Z',
    '2026-11-22T13:11:5x.201Z',
    '2026-11-22T13:11:53.2x1Z',
    '2026-11-22T13:11:53.20xZ',
    '0026-11-22T13:11:53.201Z',
    '2026-11-22T13:11:53.201z',
    '2026-11-22 13:11:53.201Z',
  ])('reads the time %s as the calendar does', (timestamp) => {
    // Both ways are held against each other inside.
    const { facts, refused } = parseLines(claudeCode, [answer('a', { timestamp })]);
    expect(facts.length + refused.length).toBe(1);
  });

  it('leaves to the other way what does not fit its numbers', () => {
    const usage = (input: number) => ({ ...answer('a').message, usage: { input_tokens: input } });
    for (const input of [999_999_999, 1_000_000_000, 4_294_967_297, 100_000_000_000]) {
      const { facts } = parseLines(claudeCode, [answer('a', { message: usage(input) })]);
      expect(facts.map(({ inputTokens }) => inputTokens)).toEqual([input]);
    }
  });
});
