import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText, jsonText, type Cell } from '../../../../main/domain/review/exportText.ts';

const HEADER = {
  kind: 'usage',
  madeAt: '2026-11-22T14:00:00.000Z',
  timeZone: 'UTC',
  provenance: { tokens: 'counted' },
  coverage: { rows: 0 },
};

/** A reader of RFC 4180, written apart from the writer. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] as string;
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === ',') {
      row.push(cell);
      cell = '';
    } else if (character === '\r' && text[at + 1] === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
      at += 1;
    } else cell += character;
  }
  return rows;
}

const cells = fc.oneof(fc.string(), fc.integer(), fc.constant(null));
const tables = fc.integer({ min: 1, max: 5 }).chain((width) =>
  fc.record({
    columns: fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: width, maxLength: width }),
    rows: fc.array(fc.array(cells as fc.Arbitrary<Cell>, { minLength: width, maxLength: width })),
  }),
);

describe('exports', () => {
  it('say in CSV what the table says, whatever its texts hold', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const read = readCsv([...csvText(table)].join(''));
        const plain = (cell: Cell) => {
          const text = cell === null ? '' : String(cell);
          const isFormula = typeof cell === 'string' && /^[=+\-@\t\r]/.test(text);
          return isFormula ? `'${text}` : text;
        };
        expect(read).toEqual([table.columns, ...table.rows.map((row) => row.map(plain))]);
      }),
    );
  });

  it('let no spreadsheet run a project’s name, and leave numbers below zero alone', () => {
    const table = { columns: ['project', 'units'], rows: [['=cmd|calc', -5]] };
    expect([...csvText(table)].join('')).toBe("project,units\r\n'=cmd|calc,-5\r\n");
  });

  it('are one JSON document with where everything came from, unknown as null', () => {
    const table = {
      columns: ['model', 'costMicros'],
      rows: [['a', null] as const, ['b', 7] as const],
    };
    const parsed: unknown = JSON.parse([...jsonText(table, HEADER)].join(''));
    expect(parsed).toEqual({
      schemaVersion: 1,
      ...HEADER,
      rows: [
        { model: 'a', costMicros: null },
        { model: 'b', costMicros: 7 },
      ],
    });
    const none = JSON.parse([...jsonText({ columns: [], rows: [] }, HEADER)].join('')) as {
      rows: unknown[];
    };
    expect(none.rows).toEqual([]);
  });
});
