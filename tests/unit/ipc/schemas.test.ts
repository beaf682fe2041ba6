import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REQUEST_CHANNELS, type RequestChannel } from '../../../preload/contract/channels.ts';
import { requestSchemas } from '../../../preload/contract/schemas.ts';

describe('arguments of requests', () => {
  it('have a schema for every channel and for no other', () => {
    expect(Object.keys(requestSchemas).sort()).toEqual([...REQUEST_CHANNELS].sort());
  });

  it.each<[RequestChannel, unknown[]]>([
    ['snapshot:get', []],
    ['preferences:set', [{ resetDisplay: 'clock' }]],
    ['bridge:plan', [{ agent: 'claude-code', folder: '/home/u/.claude', change: 'install' }]],
    ['gate:plan', [{ agent: 'codex', folder: '/home/u/.codex', change: 'remove' }]],
    [
      'gate:apply',
      [
        {
          agent: 'codex',
          folder: '/home/u/.codex',
          change: 'install',
          settingsPath: '/home/u/.codex/hooks.json',
          diff: '+ a',
          baseFingerprint: 'f',
        },
      ],
    ],
    ['settings:change', [[{ path: ['gate', 'mode'], value: 'ask' }]]],
    ['settings:change', [[{ path: ['gate', 'mode'] }]]],
    ['glance:height', [512]],
    ['text:copy', ['some text']],
  ])('%s takes what it is made for', (channel, args) => {
    expect(requestSchemas[channel].safeParse(args).success).toBe(true);
  });

  it.each<[RequestChannel, unknown[]]>([
    ['snapshot:get', ['more than nothing']],
    ['preferences:set', []],
    ['preferences:set', [{ resetDisplay: 'sometimes' }]],
    ['preferences:set', [{ resetDisplay: 'clock', isAdmin: true }]],
    ['bridge:plan', [{ agent: 'other', folder: '/x', change: 'install' }]],
    ['bridge:plan', [{ agent: 'codex', folder: '', change: 'install' }]],
    ['gate:plan', [{ agent: 'codex', folder: '/home/u/.codex', change: 'stop' }]],
    ['gate:plan', [{ agent: 'codex', folder: '/x', change: 'install', isStrict: true }]],
    ['gate:apply', [{ agent: 'codex', folder: '/x', change: 'install' }]],
    ['settings:change', [[]]],
    ['settings:change', [[{ path: [], value: 1 }]]],
    ['settings:change', [[{ path: 'gate.mode', value: 'ask' }]]],
    ['settings:change', [[{ path: ['gate'], isAdmin: true }]]],
    ['settings:undo', [1]],
    ['glance:height', [1e9]],
    ['glance:height', [Number.NaN]],
    ['glance:height', ['512']],
    ['text:copy', [{ toString: () => 'text' }]],
  ])('%s refuses %j', (channel, args) => {
    expect(requestSchemas[channel].safeParse(args).success).toBe(false);
  });

  it('never throw, whatever a page sends', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...REQUEST_CHANNELS),
        fc.array(fc.anything({ withBigInt: true, withNullPrototype: true }), { maxLength: 3 }),
        (channel, args) => {
          requestSchemas[channel].safeParse(args);
        },
      ),
      { numRuns: 5000 },
    );
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });
});
