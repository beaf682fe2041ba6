import { describe, expect, it } from 'vitest';
import { figuresStoppedBy, stoppedWords } from '../../../preload/contract/stoppedFigures.ts';
import type { Problem, ProblemKind } from '../../../preload/contract/snapshot.ts';

const NOW_MS = Date.UTC(2026, 10, 23, 14);
const problem = (kind: ProblemKind, severity: Problem['severity'] = 'error'): Problem => ({
  kind,
  severity,
  message: 'x',
  path: null,
  count: null,
  sinceMs: NOW_MS - 2 * 3_600_000,
});

describe('figures stand still', () => {
  it.each(['disk-full', 'engine-stopped', 'engine-held-up'] as const)('after %s', (kind) => {
    const fault = problem(kind);
    expect(figuresStoppedBy([problem('folder-unreadable'), fault])).toBe(fault);
  });

  it('after no fault that leaves the other figures moving, and none beside another program', () => {
    expect(figuresStoppedBy([])).toBeNull();
    expect(figuresStoppedBy([problem('folder-unreadable')])).toBeNull();
    expect(figuresStoppedBy([problem('database-busy', 'notice')])).toBeNull();
  });

  it('since a time that is said in the user’s language and clock', () => {
    const words = (locale: string) =>
      stoppedWords(problem('engine-held-up'), NOW_MS, { locale, timeZone: 'Europe/Berlin' });
    expect(words('en-US')).toMatch(/^As of 1:00.PM\. Nothing newer is known\.$/);
    expect(words('de-DE')).toBe('Stand 13:00. Neueres ist nicht bekannt.');
  });
});
