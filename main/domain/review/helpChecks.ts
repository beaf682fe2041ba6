/** The questions of the Help page, checked against what is known of each account. Pure; sentences in English. */
import {
  formatAge,
  formatDollars,
  formatReportedMoney,
  type FormatContext,
} from '../../../preload/contract/formatting.ts';
import type { Finding, FindingVerdict, HelpCheck } from '../../../preload/contract/review/help.ts';
import { linkOf, type LinkId } from '../../../preload/contract/review/links.ts';
import type { AgentId, ReportedMoney } from '../../../preload/contract/snapshot.ts';
import { AGENT_NAMES } from '../../../preload/contract/wording.ts';
import type { PlanId } from '../credits/plans.ts';
import type { CreditsAccount, Draw } from '../credits/types.ts';

/** One account as the checks need it. */
export type HelpAccount = {
  readonly agent: AgentId;
  /** The user's name for it, or its folder. */
  readonly name: string;
  readonly plan: PlanId | null;
  readonly draw: Draw;
  readonly credits: CreditsAccount;
  /** Paid by local requests this month, micro-dollars, at least. */
  readonly paidThisMonthMicros: number;
  /** Reported less estimated this month; null: nothing is reported. */
  readonly elsewhere: ReportedMoney | null;
  readonly hasPurchases: boolean;
};

export type HelpFacts = {
  readonly accounts: readonly HelpAccount[];
  readonly display: FormatContext;
  readonly nowMs: number;
};

/** A reported figure older than this is not taken for the present. */
const STALE_AFTER_MS = 15 * 60_000;
const RANK: Readonly<Record<FindingVerdict, number>> = { yes: 0, maybe: 1, unknown: 2, no: 3 };

/** Every question, its likeliest cause first. */
export function helpChecks(facts: HelpFacts): HelpCheck[] {
  return [
    balanceIsZero(facts),
    balanceIsNegative(facts),
    notShown(facts),
    agentFails(facts),
    expiry(facts),
  ];
}

function check(
  id: string,
  question: string,
  answer: string,
  findings: readonly Finding[],
): HelpCheck {
  const ranked = findings.toSorted((a, b) => RANK[a.verdict] - RANK[b.verdict]);
  return { id, question, answer, findings: ranked };
}

function finding(
  cause: string,
  verdict: FindingVerdict,
  found: string,
  remedy: string | null = null,
  link: LinkId | null = null,
): Finding {
  return { cause, verdict, found, remedy, link };
}

function balanceIsZero(facts: HelpFacts): HelpCheck {
  return check(
    'zero',
    'Why is my balance $0?',
    'A balance does not vanish. One of these has happened, or the figure is old.',
    [
      ...facts.accounts.flatMap((account) => [
        spentElsewhere(account, facts),
        ...(isBelowZero(account) ? [inFlight(account, facts)] : []),
        ...staleFinding(account, facts),
      ]),
      otherApps(facts),
      wrongAccount(facts),
      freeCredit(facts),
    ],
  );
}

function nameOf({ agent, name }: HelpAccount): string {
  return name === AGENT_NAMES[agent] ? name : `${AGENT_NAMES[agent]} (${name})`;
}

/** What was reported and no local request explains. */
function spentElsewhere(account: HelpAccount, { display }: HelpFacts): Finding {
  const cause = `Used elsewhere: ${nameOf(account)}`;
  const link = linkOf(account.agent, 'usage');
  if (account.elsewhere === null) {
    const found =
      'Nothing reports this account’s spend, so use on the web or on another machine cannot be told from here.';
    return finding(
      cause,
      'unknown',
      found,
      'Switch on the source that asks the agent itself, in Settings.',
      link,
    );
  }
  const { minorUnits } = account.elsewhere;
  if (minorUnits <= 0) {
    return finding(cause, 'no', 'Local requests explain all of this month’s reported spend.');
  }
  const amount = formatReportedMoney(account.elsewhere, display);
  return finding(
    cause,
    'yes',
    `${amount} of this month’s reported spend was not made by an agent on this machine.`,
    'The provider’s usage page lists it by app.',
    link,
  );
}

/** Agents here that never draw on the plan. */
function otherApps({ accounts, display }: HelpFacts): Finding {
  const cause = 'Another app has used it';
  const paying = accounts.filter(
    ({ draw, paidThisMonthMicros }) => draw === 'credits' && paidThisMonthMicros > 0,
  );
  if (paying.length === 0) {
    return finding(cause, 'no', 'No agent on this machine is set to draw on credits alone.');
  }
  const list = paying.map(
    (one) => `${nameOf(one)} ${formatDollars(one.paidThisMonthMicros, display)}`,
  );
  return finding(
    cause,
    'yes',
    `These draw on credits and never on the plan; this month: ${list.join(', ')}.`,
    'Credits shows what each was paid for.',
  );
}

function wrongAccount({ accounts, display }: HelpFacts): Finding {
  const cause = 'Another account is meant';
  const byAgent = accounts.filter(
    (one) => accounts.filter(({ agent }) => agent === one.agent).length > 1,
  );
  if (byAgent.length === 0) {
    return finding(cause, 'no', 'Only one account of each agent is known on this machine.');
  }
  const list = byAgent.map(({ credits, ...one }) => {
    const balance = credits.balance
      ? formatReportedMoney(credits.balance.value, display)
      : 'balance not reported';
    return `${nameOf({ credits, ...one })}: ${balance}`;
  });
  return finding(
    cause,
    'maybe',
    `Several accounts are in use here. ${list.join('; ')}.`,
    'Each agent signs in by itself: compare with the account on the provider’s page.',
  );
}

function freeCredit({ accounts }: HelpFacts): Finding {
  const cause = 'The first free credit is used up';
  return accounts.some(({ hasPurchases }) => hasPurchases)
    ? finding(cause, 'no', 'The ledger has purchases, so there was more than a gift.')
    : finding(
        cause,
        'maybe',
        'The ledger has no purchase. Gifts are given once and do not come again.',
        'If you did buy credits, say so on the Credits page.',
      );
}

function isBelowZero({ credits }: HelpAccount): boolean {
  return (credits.balance?.value.minorUnits ?? 0) < 0;
}

function inFlight(account: HelpAccount, { display }: HelpFacts): Finding {
  const { balance } = account.credits;
  const amount = balance ? formatReportedMoney(balance.value, display) : '';
  return finding(
    `A request was in flight: ${nameOf(account)}`,
    'yes',
    `The balance is ${amount}. A request that begins above zero runs to its end and may carry the balance below.`,
    'Any purchase brings it back above zero.',
  );
}

function staleFinding(account: HelpAccount, { nowMs, display }: HelpFacts): Finding[] {
  const { balance } = account.credits;
  if (balance === null || balance.basis !== 'reported') return [];
  const cause = `The figure is old: ${nameOf(account)}`;
  const age = formatAge(balance.asOfMs, nowMs, display);
  return nowMs - balance.asOfMs > STALE_AFTER_MS
    ? [
        finding(
          cause,
          'maybe',
          `The balance was reported ${age}.`,
          'Work with the agent once, or ask it.',
        ),
      ]
    : [finding(cause, 'no', `The balance was reported ${age}.`)];
}

function balanceIsNegative(facts: HelpFacts): HelpCheck {
  const below = facts.accounts.filter(isBelowZero);
  return check(
    'negative',
    'Why is my balance below zero?',
    'A request that begins while something is left runs to its end. What it costs beyond the balance is owed.',
    below.length > 0
      ? below.map((account) => inFlight(account, facts))
      : [finding('A request was in flight', 'no', 'No balance here is below zero.')],
  );
}

const OFF_WORDS: Readonly<
  Record<NonNullable<CreditsAccount['whyOff']>, readonly [string, string]>
> = {
  'switched-off': ['Credits are switched off.', 'They are switched on at the provider, in Usage.'],
  'out-of-credits': ['There are no credits left.', 'Buy some, or wait for the reset of the plan.'],
  'not-provisioned': ['Credits were never set up.', 'They are set up at the provider, in Usage.'],
  'organisation-off': ['The organisation has switched credits off.', 'Ask its administrator.'],
  'seat-off': ['Credits are off for this seat.', 'Ask the organisation’s administrator.'],
  'member-off': ['Credits are off for this member.', 'Ask the organisation’s administrator.'],
  'zero-limit': ['The spend limit is zero.', 'Raise it at the provider, in Usage.'],
  'no-limit-configured': [
    'No spend limit is set, which keeps credits off.',
    'Set one at the provider.',
  ],
  'not-on-this-plan': [
    'This plan has no credits.',
    'Credits come with Pro, Max, Team and Enterprise.',
  ],
  'not-told': ['The provider says that credits are off, not why.', 'Its usage page may say more.'],
};

function notShown({ accounts }: HelpFacts): HelpCheck {
  const findings = accounts.map((account): Finding => {
    const { enabled, whyOff } = account.credits;
    const cause = nameOf(account);
    const link = linkOf(account.agent, 'usage');
    if (enabled?.value === true) return finding(cause, 'no', 'Credits are on for this account.');
    if (enabled?.value === false) {
      const [found, remedy] = OFF_WORDS[whyOff ?? 'not-told'];
      return finding(cause, 'yes', found, remedy, link);
    }
    if (account.plan === 'free') {
      return finding(cause, 'yes', 'Free plans have no credits.', null, link);
    }
    const isManaged = account.plan?.startsWith('enterprise') === true || account.plan === 'team';
    return isManaged
      ? finding(
          cause,
          'maybe',
          'On this plan an administrator decides about credits.',
          'Ask them.',
          link,
        )
      : finding(
          cause,
          'unknown',
          'Nothing here says whether credits are on.',
          'Switch on the source that asks the agent itself, in Settings.',
          link,
        );
  });
  return check(
    'not-shown',
    'Why are no credits shown?',
    'Whether an account may use credits is decided by its plan, its organisation, and a switch at the provider.',
    findings.length > 0 ? findings : [finding('No account', 'unknown', 'No account is known yet.')],
  );
}

function agentFails({ accounts }: HelpFacts): HelpCheck {
  const links = [...new Set(accounts.flatMap(({ agent }) => linkOf(agent, 'status') ?? []))];
  return check(
    'fails',
    'I bought credits, but the agent still stops. Why?',
    'Either it is signed in to another account, has not looked again, or the provider has trouble.',
    [
      wrongAccountForFailing(accounts),
      finding(
        'The agent has not looked again',
        'maybe',
        'Some programs keep what they learnt about credits until they start anew.',
        'Quit the agent and start it again.',
      ),
      ...links.map((link) =>
        finding(
          'The provider has trouble',
          'unknown',
          'Tollgate asks no status page by itself.',
          'Look at it.',
          link,
        ),
      ),
    ],
  );
}

function wrongAccountForFailing(accounts: readonly HelpAccount[]): Finding {
  const cause = 'It is signed in to another account';
  const hasSeveral = accounts.some(
    (one) => accounts.filter(({ agent }) => agent === one.agent).length > 1,
  );
  return hasSeveral
    ? finding(cause, 'maybe', `Accounts in use here: ${accounts.map(nameOf).join(', ')}.`)
    : finding(
        cause,
        'unknown',
        'One account is in use here; where the credits were bought is not known.',
      );
}

function expiry({ accounts }: HelpFacts): HelpCheck {
  const agents = [...new Set(accounts.map(({ agent }) => agent))];
  return check(
    'expiry',
    'Do credits expire, and can I have my money back?',
    'What the plan includes ends at each reset. Bought credits do not end with it; the provider’s article says how long they last and what is refunded, which differs by product.',
    agents.flatMap((agent) => {
      const link = linkOf(agent, 'article');
      const found = 'Read it at the source, since it changes.';
      return link === null ? [] : [finding(AGENT_NAMES[agent], 'unknown', found, null, link)];
    }),
  );
}
