import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addFlatHooks, readFlatHooks, removeFlatHooks } from '../../../main/gate/flatHooks.ts';

const OURS = 'sh ours';
const ENTRIES = [{ event: 'beforeSubmitPrompt', handler: { command: OURS, timeout: 30 } }];
const isOurs = (command: string) => command === OURS;

function valueOf<T>(outcome: { ok: true; value: T } | { ok: false; message: string }): T {
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value;
}

/** Files as programs and people write them. */
const files = fc
  .tuple(
    fc.constantFrom<object | null>(
      null,
      {},
      { stop: [{ command: 'own' }] },
      {
        beforeSubmitPrompt: [
          { command: 'own', timeout: 5 },
          { type: 'prompt', prompt: 'x' },
        ],
      },
      { stop: [], beforeSubmitPrompt: [7, { command: 'own' }] },
    ),
    fc.boolean(),
    fc.constantFrom(0, 2, '\t'),
    fc.constantFrom('\n', '\r\n'),
    fc.constantFrom('', '\n'),
  )
  .map(([hooks, hasVersion, indent, eol, end]) => {
    const value = { ...(hasVersion && { version: 1 }), ...(hooks !== null && { hooks }) };
    return JSON.stringify(value, null, indent).replaceAll('\n', eol) + end;
  });

type Parsed = { version?: number; hooks?: Record<string, unknown[]> };
const parse = (text: string) => JSON.parse(text) as Parsed;

describe('hooks without groups', () => {
  it('begin a file in the form that the program reads', () => {
    const text = valueOf(addFlatHooks(null, ENTRIES));
    expect(parse(text)).toEqual({
      version: 1,
      hooks: { beforeSubmitPrompt: [{ command: OURS, timeout: 30 }] },
    });
    expect(valueOf(readFlatHooks(text))).toMatchObject([
      { event: 'beforeSubmitPrompt', command: OURS },
    ]);
  });

  it('ours come behind what is there, with a version, and only insertions are made', () => {
    fc.assert(
      fc.property(files, (text) => {
        const after = valueOf(addFlatHooks(text, ENTRIES));
        const { version, hooks = {} } = parse(after);
        expect(version).toBe(1);
        expect(hooks['beforeSubmitPrompt']?.at(-1)).toEqual(ENTRIES[0]?.handler);
        let at = 0;
        for (const character of after) if (character === text[at]) at += 1;
        expect(at).toBe(text.length);
      }),
      { numRuns: 300 },
    );
  });

  it('taking ours out leaves every other entry, also ones of unknown forms', () => {
    fc.assert(
      fc.property(files, (text) => {
        const after = valueOf(addFlatHooks(text, ENTRIES));
        const removed = valueOf(removeFlatHooks(after, isOurs));
        const { hooks: before = {} } = parse(text);
        expect(parse(removed)).toEqual({ version: 1, hooks: before });
        if ('version' in parse(text) && 'beforeSubmitPrompt' in before) expect(removed).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['comments', '{ // x\n}', /not valid JSON/],
    ['hooks twice', '{"hooks":{},"hooks":{}}', /more than once/],
    ['an event of another type', '{"hooks":{"stop":{}}}', /"stop" are not a list/],
  ])('refuse a file with %s', (_name, text, reason) => {
    for (const outcome of [addFlatHooks(text, ENTRIES), removeFlatHooks(text, isOurs)]) {
      expect(outcome).toEqual({ ok: false, message: expect.stringMatching(reason) as string });
    }
  });
});
