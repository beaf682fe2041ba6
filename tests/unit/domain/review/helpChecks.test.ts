import { describe, expect, it } from 'vitest';
import { helpChecks, type HelpAccount } from '../../../../main/domain/review/helpChecks.ts';
import { UNKNOWN_CREDITS, type CreditsAccount } from '../../../../main/domain/credits/types.ts';
import type { FindingVerdict } from '../../../../preload/contract/review/help.ts';

const NOW_MS = Date.UTC(2026, 10, 22, 14);
const DISPLAY = { locale: 'en-US', timeZone: 'UTC' };
const usd = (cents: number) => ({ currency: 'USD', exponent: 2, minorUnits: cents });

function account(
  part: Partial<HelpAccount> = {},
  credits: Partial<CreditsAccount> = {},
): HelpAccount {
  return {
    agent: 'claude-code',
    name: 'Personal',
    plan: 'max-5x',
    draw: 'plan-then-credits',
    credits: { ...UNKNOWN_CREDITS, ...credits },
    paidThisMonthMicros: 0,
    elsewhere: null,
    hasPurchases: false,
    ...part,
  };
}

function findings(id: string, accounts: readonly HelpAccount[]) {
  const found = helpChecks({ accounts, display: DISPLAY, nowMs: NOW_MS }).find(
    (check) => check.id === id,
  );
  return found?.findings ?? [];
}

function verdicts(id: string, accounts: readonly HelpAccount[]): Record<string, FindingVerdict> {
  return Object.fromEntries(findings(id, accounts).map(({ cause, verdict }) => [cause, verdict]));
}

describe('why a balance is zero', () => {
  it('is found where reported spend has no local request', () => {
    const one = account({ elsewhere: usd(418) });
    expect(verdicts('zero', [one])['Used elsewhere: Claude Code (Personal)']).toBe('yes');
    expect(findings('zero', [one])[0]?.found).toContain('$4.18');
    const explained = account({ elsewhere: usd(0) });
    expect(verdicts('zero', [explained])['Used elsewhere: Claude Code (Personal)']).toBe('no');
  });

  it('cannot be told without a report, and that is said', () => {
    expect(verdicts('zero', [account()])['Used elsewhere: Claude Code (Personal)']).toBe('unknown');
  });

  it('is not looked for where an API key is billed, unless credits were bought or reported', () => {
    const cause = 'Used elsewhere: Claude Code (Personal)';
    expect(verdicts('zero', [account({ draw: 'api-key' })])).not.toHaveProperty(cause);
    const bought = account({ draw: 'api-key', hasPurchases: true });
    expect(verdicts('zero', [bought])[cause]).toBe('unknown');
    expect(verdicts('zero', [account({ draw: 'other', elsewhere: usd(0) })])[cause]).toBe('no');
  });

  it('is put down to agents that draw on credits alone', () => {
    const paying = account({ draw: 'credits', paidThisMonthMicros: 3_000_000 });
    expect(verdicts('zero', [paying])['Another app has used it']).toBe('yes');
    expect(verdicts('zero', [account()])['Another app has used it']).toBe('no');
  });

  it('may be a matter of the account where there are several', () => {
    const both = [account(), account({ name: 'Work' })];
    expect(verdicts('zero', both)['Another account is meant']).toBe('maybe');
    const different = [account(), account({ agent: 'codex', name: 'Codex' })];
    expect(verdicts('zero', different)['Another account is meant']).toBe('no');
  });

  it('may be an old figure, when it was reported long ago', () => {
    const balance = (ageMs: number) => ({
      balance: {
        value: usd(0),
        source: 'codex-rollout' as const,
        basis: 'reported' as const,
        asOfMs: NOW_MS - ageMs,
      },
    });
    const cause = 'The figure is old: Claude Code (Personal)';
    expect(verdicts('zero', [account({}, balance(3_600_000))])[cause]).toBe('maybe');
    expect(verdicts('zero', [account({}, balance(60_000))])[cause]).toBe('no');
  });

  it('names the likeliest first', () => {
    const list = findings('zero', [account(), account({ name: 'Work', elsewhere: usd(5) })]);
    expect(list[0]?.verdict).toBe('yes');
    expect(list.at(-1)?.verdict).toBe('no');
  });
});

describe('a balance below zero', () => {
  it('is a request that was in flight', () => {
    const below = account(
      {},
      {
        balance: { value: usd(-37), source: 'ledger', basis: 'estimated', asOfMs: NOW_MS },
      },
    );
    expect(findings('negative', [below])[0]).toMatchObject({ verdict: 'yes' });
    expect(findings('negative', [account()])[0]).toMatchObject({ verdict: 'no' });
  });
});

describe('credits that are not shown', () => {
  const off = (whyOff: CreditsAccount['whyOff']): Partial<CreditsAccount> => ({
    enabled: { value: false, source: 'claude-usage', basis: 'reported', asOfMs: NOW_MS },
    whyOff,
  });

  it.each([
    ['organisation-off', 'administrator'],
    ['not-on-this-plan', 'Pro, Max'],
    ['zero-limit', 'Raise it'],
    [null, 'usage page'],
  ] as const)('are explained by %s', (whyOff, words) => {
    const [found] = findings('not-shown', [account({}, off(whyOff))]);
    expect(found).toMatchObject({ verdict: 'yes', link: 'claude-usage' });
    expect(found?.remedy).toContain(words);
  });

  it('are a matter of the plan where that alone is known', () => {
    expect(findings('not-shown', [account({ plan: 'free' })])[0]?.verdict).toBe('yes');
    expect(findings('not-shown', [account({ plan: 'team' })])[0]?.verdict).toBe('maybe');
    expect(findings('not-shown', [account()])[0]?.verdict).toBe('unknown');
    expect(findings('not-shown', [])[0]?.verdict).toBe('unknown');
  });
});
