/** 17: every request channel under fire: six wrong senders, and ten thousand arguments each. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { REQUEST_CHANNELS, type RequestChannel } from '../../../preload/contract/channels.ts';
import { requestSchemas } from '../../../preload/contract/schemas.ts';
import { createElectronFake } from './electronFake.ts';

const fake = createElectronFake();
vi.mock('electron', () => ({
  get ipcMain() {
    return fake.module.ipcMain;
  },
}));
const { handleRequests } = await import('../../../main/ipc/handle.ts');

const OWN_FRAME = { origin: 'app://bundle', parent: null };
const ARGUMENTS_A_CHANNEL = 10_000;
const SEED = 20_261_122;
/** All of them take a second each on a free machine, and much longer on a busy one. */
const LONG = { timeout: 120_000 };

/** Calls that reached a handler, with what they were given. */
let entered: { channel: string; args: unknown[] }[] = [];

beforeAll(() => {
  const handlers = REQUEST_CHANNELS.map((channel) => [
    channel,
    (...args: unknown[]) => void entered.push({ channel, args }),
  ]);
  handleRequests(Object.fromEntries(handlers) as Parameters<typeof handleRequests>[0]);
});

const ask = (channel: RequestChannel, senderFrame: unknown, args: readonly unknown[]) =>
  fake.handlers.get(channel)?.({ senderFrame }, ...args);

it('every declared channel has a handler, and no other has', () => {
  expect([...fake.handlers.keys()].sort()).toEqual([...REQUEST_CHANNELS].sort());
});

describe.each(REQUEST_CHANNELS)('%s', (channel) => {
  it.each([
    ['a frame that is gone', null],
    ['no frame', undefined],
    ['a frame inside our page', { ...OWN_FRAME, parent: { origin: 'app://bundle' } }],
    ['another origin', { origin: 'https://example.invalid', parent: null }],
    ['an origin that begins like ours', { origin: 'app://bundle.evil', parent: null }],
    ['an empty document', { origin: 'null', parent: null }],
  ])('refuses %s before it looks at anything', (_, frame) => {
    entered = [];
    const parse = vi.spyOn(requestSchemas[channel], 'safeParse');
    expect(() => ask(channel, frame, [])).toThrow('Refused: unknown sender');
    expect(parse).not.toHaveBeenCalled();
    expect(entered).toEqual([]);
    parse.mockRestore();
  });

  it(
    `lets nothing through that its schema does not, of ${ARGUMENTS_A_CHANNEL} arguments`,
    LONG,
    () => {
      for (const [index, args] of SAMPLES.entries()) {
        entered = [];
        const allowed = requestSchemas[channel].safeParse(args);
        const where = `argument ${index} of seed ${SEED}`;
        if (allowed.success) {
          ask(channel, OWN_FRAME, args);
          expect(entered, where).toEqual([{ channel, args: allowed.data }]);
        } else {
          expect(() => ask(channel, OWN_FRAME, args), where).toThrow('Refused: wrong arguments');
          expect(entered, where).toEqual([]);
        }
      }
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    },
  );
});

/** Words that the schemas know, so that arguments come near to what is allowed. */
const word = fc.constantFrom(
  'claude-code',
  'codex',
  'install',
  'remove',
  'clock',
  'countdown',
  'stop',
  'continue',
  '/home/u/.claude',
  '__proto__',
  'constructor',
  '',
);
const nearly = fc.dictionary(
  fc.constantFrom(
    'agent',
    'folder',
    'change',
    'resetDisplay',
    'path',
    'value',
    'choice',
    '__proto__',
  ),
  fc.oneof(word, fc.integer(), fc.constant(null), fc.array(word, { maxLength: 2 })),
);
const polluting = fc.constant(JSON.parse('{"__proto__":{"polluted":true}}') as unknown);
const anyArguments = fc.array(
  fc.oneof(
    fc.anything({ withBigInt: true, withNullPrototype: true, withDate: true, maxDepth: 2 }),
    nearly,
    fc.array(nearly, { maxLength: 2 }),
    word,
    fc.integer({ min: -10, max: 3000 }),
    polluting,
  ),
  { maxLength: 2 },
);

/** The same for every channel: making them takes longer than trying them. */
const SAMPLES = fc.sample(anyArguments, { numRuns: ARGUMENTS_A_CHANNEL, seed: SEED });
