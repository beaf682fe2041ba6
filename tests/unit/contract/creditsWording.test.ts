import { describe, expect, it } from 'vitest';
import { creditsRows, memberLimitWords } from '../../../preload/contract/creditsWording.ts';
import type { CreditsView } from '../../../preload/contract/credits.ts';
import {
  CLAUDE_CREDITS,
  CODEX_CREDITS,
  memberCredits,
  NOW_MS,
} from '../../fixtures/snapshotParts.ts';

const CONTEXT = { locale: 'en-GB', timeZone: 'Europe/Berlin' };
/** With plain blanks, which is how a test is read. */
const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ') ?? null;

function rowOf(credits: CreditsView, name: string) {
  const found = creditsRows(credits, NOW_MS, CONTEXT).find((row) => row.name === name);
  return found && { ...found, origin: plain(found.origin), asOf: plain(found.asOf) };
}

describe('rows of an account’s credits', () => {
  it('say whose word each figure is and how old it is', () => {
    expect(rowOf(CLAUDE_CREDITS, 'Spend limit')).toMatchObject({
      origin: 'Claude Code, asked, 4 min ago',
      asOf: 'reported 4 min ago',
      note: null,
    });
    expect(rowOf(CLAUDE_CREDITS, 'Balance')?.asOf).toBe('estimated 40 s ago');
  });

  it('say a member’s limit as the organisation’s provider states it, and that it binds', () => {
    expect(rowOf(memberCredits(), 'Member limit')).toMatchObject({
      note: null,
      figure: '$314.03 of $500.00 spent',
      origin: 'Ada Lovelace, Claude Enterprise API, 25 min ago',
      asOf: 'reported 25 min ago',
    });
    expect(rowOf(memberCredits(), 'Can still be spent')).toMatchObject({
      note: 'your organisation’s limit binds',
      figure: 'at most $185.98',
    });
    expect(rowOf(CLAUDE_CREDITS, 'Member limit')).toBeUndefined();
    const [limit] = memberCredits().memberLimits;
    if (!limit) throw new Error('The fixture has one');
    const words = (changes: object) => plain(memberLimitWords({ ...limit, ...changes }, CONTEXT));
    expect(words({ spent: null })).toBe('$500.00, spend not reported');
    expect(words({ limit: null })).toBe('$314.03 spent, no limit');
    expect(words({ limit: null, spent: null })).toBe('no limit');
  });

  it('call an estimated sum estimated, a reported one not', () => {
    const { spentThisMonth } = CLAUDE_CREDITS;
    if (!spentThisMonth) throw new Error('The fixture has one');
    const estimated = { ...spentThisMonth, source: 'ledger', basis: 'estimated' } as const;
    expect(rowOf({ ...CLAUDE_CREDITS, spentThisMonth: estimated }, 'Spent this month')?.note).toBe(
      'estimated',
    );
    expect(rowOf(CLAUDE_CREDITS, 'Spent this month')?.note).toBeNull();
  });

  it('give what the user set no age, since nobody kept it', () => {
    expect(rowOf(CLAUDE_CREDITS, 'Auto-reload')).toMatchObject({
      origin: 'Set by you',
      asOf: null,
    });
  });

  it('call an unknown balance unknown, never zero', () => {
    expect(rowOf({ ...CODEX_CREDITS, balance: null }, 'Balance')?.figure).toBe('– not reported');
    expect(rowOf({ ...CODEX_CREDITS, spentThisMonth: null }, 'Spent this month')).toBeUndefined();
  });
});
