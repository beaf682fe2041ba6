import { describe, expect, it } from 'vitest';
import { isTrustedSender } from '../../../main/ipc/sender.ts';

describe('who may ask', () => {
  it('is the top frame of our own page', () => {
    expect(isTrustedSender({ origin: 'app://bundle', parent: null })).toBe(true);
  });

  it.each([
    ['nobody', null],
    ['a frame that is gone', undefined],
    ['a frame inside the page', { origin: 'app://bundle', parent: {} }],
    ['another host', { origin: 'app://evil', parent: null }],
    ['a longer host', { origin: 'app://bundle.evil', parent: null }],
    ['an empty document', { origin: 'null', parent: null }],
    ['an empty origin', { origin: '', parent: null }],
    ['a file', { origin: 'file://', parent: null }],
    ['the network', { origin: 'https://bundle', parent: null }],
  ])('is not %s', (_, frame) => {
    expect(isTrustedSender(frame)).toBe(false);
  });
});
