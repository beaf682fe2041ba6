import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact, REDACTED } from '../../../main/domain/redaction.ts';
import { anyKey, cleanLine } from '../../fixtures/keys.ts';

describe('redaction', () => {
  it('takes every kind of key out of any text around it', () => {
    fc.assert(
      fc.property(
        anyKey,
        cleanLine,
        cleanLine,
        fc.constantFrom(' ', '"', '=', ': ', '\n', '('),
        (key, before, after, join) => {
          const clean = redact(`${before}${join}${key}${join}${after}`);
          expect(clean).not.toContain(key);
          for (let at = 0; at + 24 <= key.length; at += 1) {
            expect(clean).not.toContain(key.slice(at, at + 24));
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('takes out a held key whatever it looks like, and its pieces', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(...'abcdefghKLMNOP0123456789._~+/'),
          minLength: 32,
          maxLength: 120,
        }),
        cleanLine,
        fc.integer({ min: 8, max: 31 }),
        (key, line, length) => {
          const text = `${line} ${key} and ${key.slice(0, length)}… or …${key.slice(-length)}`;
          const clean = redact(text, [key]);
          expect(clean).not.toContain(key.slice(0, 8));
          expect(clean).not.toContain(key.slice(-8));
        },
      ),
    );
  });

  it('takes out a former key of any shape where it stands whole, and nothing else', () => {
    const key = fc.string({
      unit: fc.constantFrom(...'abcdefghKLMNOP0123456789_~+/-'),
      minLength: 24,
      maxLength: 80,
    });
    const around = fc.constantFrom(
      ['The key ', ' is revoked'],
      ['(key="', '")'],
      ['key=', '.'],
      ['x-thing: ', ', sent twice.'],
      ['thing:', '…'],
    );
    fc.assert(
      fc.property(key, around, cleanLine, (former, [before = '', after = ''], line) => {
        const isFormer = (word: string) => word === former;
        const clean = redact(`${line} ${before}${former}${after} ${former}`, [], isFormer);
        expect(clean).not.toContain(former);
        expect(redact(line, [], isFormer)).toBe(redact(line));
      }),
    );
  });

  it('leaves texts without keys as they are', () => {
    let altered = 0;
    const runs = 3000;
    fc.assert(
      fc.property(cleanLine, (line) => {
        if (redact(line) !== line) altered += 1;
      }),
      { numRuns: runs },
    );
    expect(altered / runs).toBeLessThanOrEqual(0.001);
  });

  it('changes nothing more when it is done twice', () => {
    fc.assert(
      fc.property(anyKey, cleanLine, (key, line) => {
        const once = redact(`${line} ${key}`);
        expect(redact(once)).toBe(once);
      }),
    );
  });

  it.each([
    ['The key sk-ant-admin01-AbCdEf123456_-x was refused.', `The key ${REDACTED} was refused.`],
    ['Authorization: Bearer abc.def-123', `Authorization: Bearer ${REDACTED}`],
    ['x-api-key: whatever-it-is', `x-api-key: ${REDACTED}`],
    ['{"api_key":"hunter22222"}', `{"api_key":"${REDACTED}"}`],
    ['https://me:pass@host/x', `https://me:${REDACTED}@host/x`],
    ['ask-me-anything-tomorrow', 'ask-me-anything-tomorrow'],
    ['/home/u/task-list/plan.jsonl', '/home/u/task-list/plan.jsonl'],
  ])('%s', (text, clean) => {
    expect(redact(text)).toBe(clean);
  });
});
