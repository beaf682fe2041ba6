import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addHooks, readHooks, removeHooks } from '../../../main/gate/editHooks.ts';

const OURS = 'sh ours';
const ENTRIES = ['UserPromptSubmit', 'PostToolBatch'].map((event) => ({
  event,
  handler: { type: 'command', command: OURS, timeout: 30 },
}));
const group = (command: string) => ({ hooks: [{ type: 'command', command }] });

function valueOf<T>(outcome: { ok: true; value: T } | { ok: false; message: string }): T {
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value;
}

/** Settings as programs and people write them. */
const settings = fc
  .tuple(
    fc.dictionary(fc.constantFrom('model', 'env', 'a"b', 'permissions'), fc.jsonValue()),
    fc.constantFrom<object | null>(
      null,
      {},
      { Stop: [group('own')] },
      { UserPromptSubmit: [group('own'), { matcher: 'x', hooks: [] }] },
      { PostToolBatch: [], UserPromptSubmit: [group('own')] },
    ),
    fc.boolean(),
    fc.constantFrom(0, 2, 4, '\t'),
    fc.constantFrom('\n', '\r\n'),
    fc.constantFrom('', '\uFEFF'),
    fc.constantFrom('', '\n'),
  )
  .map(([rest, hooks, isFirst, indent, eol, mark, end]) => {
    const own = hooks === null ? {} : { hooks };
    const value = isFirst ? { ...own, ...rest } : { ...rest, ...own };
    return mark + JSON.stringify(value, null, indent).replaceAll('\n', eol) + end;
  });

const strip = (text: string) => JSON.parse(text.replace(/^\uFEFF/, '')) as Record<string, unknown>;

describe('hooks in settings', () => {
  it('ours are added behind what is there, and everything else stays byte for byte', () => {
    fc.assert(
      fc.property(settings, (text) => {
        const before = valueOf(readHooks(text)).map(({ command }) => command);
        const after = valueOf(addHooks(text, ENTRIES));
        const found = valueOf(readHooks(after));
        expect(
          found
            .filter(({ command }) => command === OURS)
            .map(({ event }) => event)
            .sort(),
        ).toEqual(['PostToolBatch', 'UserPromptSubmit']);
        expect(found.map(({ command }) => command).filter((one) => one !== OURS)).toEqual(before);
        expect({ ...strip(after), hooks: null }).toEqual({ ...strip(text), hooks: null });
        // Only insertions: the old text is what is left of the new one.
        let at = 0;
        for (const character of after) if (character === text[at]) at += 1;
        expect(at).toBe(text.length);
      }),
      { numRuns: 500 },
    );
  });

  it('taking ours out leaves the same settings, but for places that were empty', () => {
    fc.assert(
      fc.property(settings, (text) => {
        const after = valueOf(addHooks(text, ENTRIES));
        const removed = valueOf(removeHooks(after, (command) => command === OURS));
        const { hooks, ...rest } = strip(text);
        const { hooks: left, ...same } = strip(removed);
        expect(same).toEqual(rest);
        const filled = Object.entries(hooks ?? {}).filter(([, list]) => (list as []).length > 0);
        expect(left ?? {}).toEqual(Object.fromEntries(filled));
        const isExact = hooks === undefined || filled.length === Object.keys(hooks ?? {}).length;
        if (isExact && filled.length > 0) expect(removed).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('taking ours out of a group leaves what somebody else put beside it', () => {
    const [ours, theirs, last] = [OURS, 'theirs', 'last'].map((command) => ({
      type: 'command',
      command,
    }));
    for (const hooks of [
      [ours, theirs],
      [theirs, ours, last],
      [theirs, ours],
    ]) {
      const text = JSON.stringify({ hooks: { Stop: [{ matcher: 'x', hooks }] }, model: 'm' });
      const removed = valueOf(removeHooks(text, (command) => command === OURS));
      const left = hooks.filter((handler) => handler !== ours);
      expect(strip(removed)).toEqual({
        hooks: { Stop: [{ matcher: 'x', hooks: left }] },
        model: 'm',
      });
    }
  });

  it.each([
    ['comments', '{ // x\n}', /not valid JSON/],
    ['a trailing comma', '{"a":1,}', /not valid JSON/],
    ['a list', '[]', /does not hold a JSON object/],
    ['hooks twice', '{"hooks":{},"hooks":{}}', /more than once/],
    ['an event twice', '{"hooks":{"Stop":[],"Stop":[]}}', /"Stop" twice/],
    ['hooks of another type', '{"hooks":[]}', /not an object/],
    ['an event of another type', '{"hooks":{"Stop":{}}}', /"Stop" are not a list/],
  ])('refuses a file with %s', (_name, text, reason) => {
    for (const outcome of [addHooks(text, ENTRIES), removeHooks(text, () => true)]) {
      expect(outcome).toEqual({ ok: false, message: expect.stringMatching(reason) as string });
    }
  });

  it('hooks of forms that are unknown to us stay as they are', () => {
    const text = '{"hooks":{"Stop":[7,{"hooks":7},{"hooks":[8,{"type":"http"}]}]}}';
    expect(valueOf(readHooks(text))).toEqual([]);
    expect(valueOf(removeHooks(text, () => true))).toBe(text);
  });
});
