import { describe, expect, it } from 'vitest';
import type { KeyProblem, KeyView } from '../../../preload/contract/keys.ts';
import { pollWords, receiptWords, testWords } from '../../../renderer/store/providersStore.ts';

const problem: KeyProblem = { kind: 'locked', message: 'It is locked.', wayOut: 'Unlock it.' };
const key: KeyView = {
  provider: 'anthropic',
  present: true,
  lastFour: 'abcd',
  savedAtMs: 1,
  keptIn: 'session',
};

describe('what is said of a key', () => {
  it('names every problem with its way out, also beside what was done', () => {
    const said = 'It is locked. Unlock it.';
    expect(receiptWords({ ok: false, problem }, 'Done.')).toEqual({ isGood: false, text: said });
    expect(receiptWords({ ok: true, key, notice: problem }, 'Done.')).toEqual({
      isGood: true,
      text: said,
    });
    expect(receiptWords({ ok: true, key, notice: null }, 'Done.').text).toBe('Done.');
  });

  it('names the organisation where the provider does', () => {
    expect(testWords({ ok: true, atMs: 1, organisation: 'Toll Road' }).text).toContain('Toll Road');
    expect(testWords({ ok: true, atMs: 1, organisation: null }).text).toBe('The key works.');
  });

  it('says when a refused poll may be tried again, and a failure with its way out', () => {
    const refused = { kind: 'refused', because: 'floor', message: 'Too soon.' } as const;
    const text = pollWords({ ...refused, notBeforeMs: 600_000 }, 0).text;
    expect(text).toMatch(/^Too soon\. Again in 10\smin\.$/);
    expect(pollWords({ ...refused, notBeforeMs: null }, 0).text).toBe('Too soon.');
    const failed = { kind: 'x', message: 'No.', wayOut: 'Wait.', atMs: 0 };
    expect(pollWords({ kind: 'polled', problem: failed }, 0)).toEqual({
      isGood: false,
      text: 'No. Wait.',
    });
  });
});
