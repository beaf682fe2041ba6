import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readStatusLine,
  restoreStatusLine,
  writeStatusLine,
} from '../../../main/sources/bridge/editSettings.ts';
import { settingsTexts } from './settingsTexts.ts';

const COMMAND = "sh '/home/u/it'\\''s data/bridge/tollgate-statusline.sh' 0123456789ab";

function written(text: string | null, command = COMMAND): string {
  const edit = writeStatusLine(text, command);
  if (!edit.ok) throw new Error(edit.message);
  return edit.value;
}

function restored(text: string, ownLiteral: string | null): string {
  const edit = restoreStatusLine(text, ownLiteral);
  if (!edit.ok) throw new Error(edit.message);
  return edit.value;
}

function literalOf(text: string): string | null {
  const found = readStatusLine(text);
  if (!found.ok) throw new Error(found.message);
  return found.value?.literal ?? null;
}

function parse(text: string): Record<string, unknown> {
  return JSON.parse(text.replace(/^\uFEFF/, '')) as Record<string, unknown>;
}

describe('any settings text', { timeout: 30_000 }, () => {
  it('gets back every byte when the bridge is taken out by editing', () => {
    fc.assert(
      fc.property(settingsTexts({ mayBeEmpty: false }), (text) => {
        expect(restored(written(text), literalOf(text))).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('differs in the status line only, and by one contiguous change', () => {
    fc.assert(
      fc.property(settingsTexts({ mayBeEmpty: true }), (text) => {
        const after = written(text);
        const before = parse(text);
        const statusLine = before['statusLine'] as Record<string, unknown> | undefined;
        const wanted = { type: 'command', ...statusLine, command: COMMAND };
        expect(parse(after)).toEqual({ ...before, statusLine: wanted });
        expect(Object.keys(parse(after))).toEqual(
          statusLine === undefined ? [...Object.keys(before), 'statusLine'] : Object.keys(before),
        );
        const removed = literalOf(text)?.length ?? 0;
        let ahead = 0;
        while (ahead < text.length && text[ahead] === after[ahead]) ahead += 1;
        let behind = 0;
        while (behind < text.length && text.at(-1 - behind) === after.at(-1 - behind)) behind += 1;
        expect(ahead + behind).toBeGreaterThanOrEqual(text.length - removed);
      }),
      { numRuns: 300 },
    );
  });

  it('is not changed by writing the same command twice', () => {
    fc.assert(
      fc.property(settingsTexts({ mayBeEmpty: true }), (text) => {
        expect(written(written(text))).toBe(written(text));
      }),
      { numRuns: 200 },
    );
  });
});

describe('a text without a status line', () => {
  it('gets one in its own manner', () => {
    const member = `"statusLine": {\n    "type": "command",\n    "command": "x"\n  }`;
    expect(written(null, 'x')).toBe(`{\n  ${member}\n}\n`);
    expect(written('{}', 'x')).toBe(`{\n  ${member}\n}`);
    expect(written('{\n  "a": 1\n}\n', 'x')).toBe(`{\n  "a": 1,\n  ${member}\n}\n`);
    expect(written('\uFEFF{\r\n\t"a": 1\r\n}', 'x')).toBe(
      '\uFEFF{\r\n\t"a": 1,\r\n\t"statusLine": {\r\n\t\t"type": "command",' +
        '\r\n\t\t"command": "x"\r\n\t}\r\n}',
    );
    expect(written('{"a":1}', 'x')).toBe('{"a":1,"statusLine":{"type":"command","command":"x"}}');
    expect(written('{ "a": 1, "b": 2 }', 'x')).toBe(
      '{ "a": 1, "b": 2, "statusLine": {"type": "command", "command": "x"} }',
    );
  });

  it('loses only ours when others have edited around it', () => {
    const installed = '{"a":1,"statusLine":{"type":"command","command":"x","padding":2},"b":2}';
    expect(restored(installed, null)).toBe('{"a":1,"b":2}');
    expect(restored('{"statusLine":{"type":"command","command":"x"}, "b":2}', null)).toBe(
      '{"b":2}',
    );
  });
});

describe('a text with a status line', () => {
  it('keeps the other fields and the spelling of the own command', () => {
    const text =
      '{"statusLine": {"padding": 2, "command": "~/l\\u00efne.sh \\/x", "new": null, "type": "command"}}';
    const after = written(text, 'ours');
    expect(after).toBe(
      '{"statusLine": {"padding": 2, "command": "ours", "new": null, "type": "command"}}',
    );
    expect(readStatusLine(text)).toEqual({
      ok: true,
      value: { command: '~/lïne.sh /x', literal: '"~/l\\u00efne.sh \\/x"' },
    });
    expect(restored(after, '"~/l\\u00efne.sh \\/x"')).toBe(text);
  });

  it('is not mistaken for one that is nested or only spelled like it', () => {
    const text = '{"a":{"statusLine":{"type":"command","command":"no"}},"s":"\\"statusLine\\": {"}';
    expect(literalOf(text)).toBeNull();
    expect(literalOf('{"status\\u004cine":{"type":"command","command":"yes"}}')).toBe('"yes"');
  });
});

describe('what cannot be round-tripped', () => {
  it.each([
    ['', /not valid JSON/],
    ['{"a":1,}', /not valid JSON/],
    ['{"a":1} // mine', /not valid JSON/],
    ['{"a":1', /not valid JSON/],
    ['[]', /JSON object/],
    ['null', /JSON object/],
    ['{"statusLine":null}', /form/],
    ['{"statusLine":"x"}', /form/],
    ['{"statusLine":{"command":"x"}}', /form/],
    ['{"statusLine":{"type":"static","command":"x"}}', /form/],
    ['{"statusLine":{"type":"command","command":["x"]}}', /form/],
    ['{"statusLine":{"type":"command","command":"x","command":"y"}}', /form/],
    [
      '{"statusLine":{"type":"command","command":"x"},"status\\u004Cine":{"type":"command","command":"y"}}',
      /more than once/,
    ],
  ])('is refused: %s', (text, reason) => {
    for (const edit of [writeStatusLine(text, 'x'), restoreStatusLine(text, null)]) {
      expect(edit).toEqual({ ok: false, message: expect.stringMatching(reason) as string });
    }
  });
});
