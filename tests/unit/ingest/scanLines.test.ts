import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PREVIOUS_BYTES, scanLines, visitLastLine } from '../../../main/ingest/scanLines.ts';

type Seen = { lines: [text: string, previous: string][]; refused: string[] };

function collector() {
  const seen: Seen = { lines: [], refused: [] };
  const visitor = {
    line: (bytes: Buffer, from: number, until: number) =>
      seen.lines.push([
        bytes.toString('utf8', from, until),
        bytes.toString('latin1', Math.max(0, from - PREVIOUS_BYTES), from),
      ]),
    refuse: (reason: string) => seen.refused.push(reason),
  };
  return { seen, visitor };
}

function scan(text: string | Buffer): Seen & { rest: string } {
  const chunk = Buffer.from(text);
  const { seen, visitor } = collector();
  const end = scanLines(chunk, visitor);
  return { ...seen, rest: chunk.toString('latin1', end) };
}

const textsOf = ({ lines }: Seen) => lines.map(([text]) => text);

describe('scanLines', () => {
  it('visits each line that may be an object', () => {
    const found = scan('{"a":1}\n{"usage":1}\n{"b":2}\n');
    expect(textsOf(found)).toEqual(['{"a":1}', '{"usage":1}', '{"b":2}']);
    expect(found.refused).toEqual([]);
  });

  it('leaves an unfinished line alone', () => {
    expect(scan('{"usage":1}\n{"usage":')).toMatchObject({ rest: '{"usage":' });
    expect(scan('{"usage":1}\n').rest).toBe('');
    expect(scan('').rest).toBe('');
  });

  it.each([
    ['CRLF', '{"usage":1}\r\n'],
    ['blanks and tabs at the end', '{"usage":1} \t \n'],
    ['blank lines around it', '\n\r\n  \n{"usage":1}\n\n'],
  ])('does not mind %s', (_, text) => {
    expect(scan(text)).toMatchObject({ refused: [] });
    expect(textsOf(scan(text))).toEqual(['{"usage":1}']);
  });

  it.each([
    ['binary', Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x0a]), 'not-utf8'],
    ['NUL bytes', Buffer.from('\0\0\0\0\n'), 'not-json'],
    ['NUL bytes before a line', Buffer.from('\0\0{"usage":1}\n'), 'not-json'],
    ['half a line', Buffer.from('{"usage":1\n'), 'not-json'],
    ['the other half', Buffer.from('ge":1}\n'), 'not-json'],
    ['JSON that is no object', Buffer.from('["usage":]\n'), 'not-json'],
  ])('refuses %s', (_, bytes, reason) => {
    expect(scan(bytes)).toMatchObject({ lines: [], refused: [reason] });
  });

  it('decodes letters of all kinds', () => {
    expect(textsOf(scan('{"usage":"ç日🚏"}\n'))).toEqual(['{"usage":"ç日🚏"}']);
  });

  it('lets a line look back at most four kilobytes', () => {
    const before = `{"text":"${'x'.repeat(PREVIOUS_BYTES)}"}\n`;
    const previous = scan(`${before}{"usage":1}\n`).lines.at(-1)?.[1];
    expect(previous).toBe(before.slice(-PREVIOUS_BYTES));
  });
});

describe('visitLastLine', () => {
  const visit = (text: string | Buffer) => {
    const { seen, visitor } = collector();
    const isWhole = visitLastLine(Buffer.from(text), visitor);
    return { isWhole, ...seen };
  };

  it('takes a line without newline once it is a whole object', () => {
    expect(visit('{"usage":{"a":1}}')).toMatchObject({
      isWhole: true,
      lines: [['{"usage":{"a":1}}', '']],
    });
    expect(visit('{"usage":1} \r')).toMatchObject({ isWhole: true });
  });

  it.each(['{"usage":{"a":1}', '{"usage":', '{', '', '\0\0', '[1]', '{"usage":1}}'])(
    'waits for the rest of %j',
    (text) => {
      expect(visit(text)).toMatchObject({ isWhole: false, lines: [], refused: [] });
    },
  );

  it('waits where the end is half a letter', () => {
    expect(visit(Buffer.from('{"usage":"ç"}').subarray(0, 11))).toMatchObject({ isWhole: false });
  });
});

/** Feeds parts the way a file is read: what is unfinished is kept in front of the next part. */
function scanInParts(parts: readonly Buffer[]): Seen & { rest: string } {
  const { seen, visitor } = collector();
  let [visited, kept] = [Buffer.alloc(0), Buffer.alloc(0)];
  for (const part of parts) {
    const chunk = Buffer.concat([visited, kept, part]);
    const end = scanLines(chunk, visitor, visited.length);
    visited = chunk.subarray(Math.max(0, end - PREVIOUS_BYTES), end);
    kept = chunk.subarray(end);
  }
  return { ...seen, rest: kept.toString('latin1') };
}

describe('any split of a stream gives the lines of the whole', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '{',
      '}',
      '\n',
      '\r\n',
      '\0',
      '"usage":',
      '"token_count"',
      '{"usage":1}\n',
      'é',
      '🚏',
    ),
    fc.string({ maxLength: 5 }),
  );
  const bytes = fc
    .array(fc.oneof({ weight: 9, arbitrary: piece }, fc.uint8Array({ maxLength: 3 })), {
      maxLength: 60,
    })
    .map((pieces) => Buffer.concat(pieces.map((part) => Buffer.from(part as string))));
  const split = bytes.chain((whole) =>
    fc.tuple(fc.constant(whole), fc.array(fc.nat(whole.length), { maxLength: 12 })),
  );

  it('lines, refusals, what stands before each line, and the rest', () => {
    fc.assert(
      fc.property(split, ([whole, cuts]) => {
        const places = [0, ...cuts.sort((a, b) => a - b), whole.length];
        const parts = places.slice(1).map((end, index) => whole.subarray(places[index], end));
        expect(scanInParts(parts)).toEqual(scan(whole));
      }),
      { numRuns: 1000 },
    );
  });
});
