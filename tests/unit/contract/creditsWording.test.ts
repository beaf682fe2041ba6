import { describe, expect, it } from 'vitest';
import { creditsRows } from '../../../preload/contract/creditsWording.ts';
import type { CreditsView } from '../../../preload/contract/credits.ts';
import { CLAUDE_CREDITS, CODEX_CREDITS, NOW_MS } from '../../fixtures/snapshotParts.ts';

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
