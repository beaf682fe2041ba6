/** The questions of the Help page, checked against what is known of each account. Pure; said in the reader's language. */
import {
  formatAge,
  formatDollars,
  formatReportedMoney,
  type FormatContext,
} from '../../../preload/contract/formatting.ts';
import type { Finding, FindingVerdict, HelpCheck } from '../../../preload/contract/review/help.ts';
import { inEnglish, say } from '../../../preload/contract/languages/say.ts';
import { sayAgain } from '../../../preload/contract/languages/sayAgain.ts';
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
  ].map((made) => checkSaid(made, facts.display));
}

function checkSaid(made: HelpCheck, display: FormatContext): HelpCheck {
  const again = (text: string) => sayAgain(display, text);
  return {
    ...made,
    question: again(made.question),
    answer: again(made.answer),
    findings: made.findings.map((one) => ({
      ...one,
      cause: again(one.cause),
      found: again(one.found),
      remedy: one.remedy === null ? null : again(one.remedy),
    })),
  };
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
    inEnglish('Why is my balance $0?'),
    inEnglish('A balance does not vanish. One of these has happened, or the figure is old.'),
    [
      ...facts.accounts
        .filter(hasBalance)
        .flatMap((account) => [
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

/** What is billed to an API key, or elsewhere, has no credits that could be used up. */
function hasBalance({ draw, hasPurchases, elsewhere }: HelpAccount): boolean {
  return draw === 'plan-then-credits' || draw === 'credits' || hasPurchases || elsewhere !== null;
}

function nameOf({ agent, name }: HelpAccount): string {
  return name === AGENT_NAMES[agent] ? name : `${AGENT_NAMES[agent]} (${name})`;
}

/** What was reported and no local request explains. */
function spentElsewhere(account: HelpAccount, { display }: HelpFacts): Finding {
  const cause = inEnglish('Used elsewhere: {account}', { account: nameOf(account) });
  const link = linkOf(account.agent, 'usage');
  if (account.elsewhere === null) {
    const found = inEnglish(
      'Nothing reports this account’s spend, so use on the web or on another machine cannot be told from here.',
    );
    return finding(
      cause,
      'unknown',
      found,
      inEnglish('Switch on the source that asks the agent itself, in Settings.'),
      link,
    );
  }
  const { minorUnits } = account.elsewhere;
  if (minorUnits <= 0) {
    return finding(
      cause,
      'no',
      inEnglish('Local requests explain all of this month’s reported spend.'),
    );
  }
  const amount = formatReportedMoney(account.elsewhere, display);
  return finding(
    cause,
    'yes',
    inEnglish('{amount} of this month’s reported spend was not made by an agent on this machine.', {
      amount,
    }),
    inEnglish('The provider’s usage page lists it by app.'),
    link,
  );
}

/** Agents here that never draw on the plan. */
function otherApps({ accounts, display }: HelpFacts): Finding {
  const cause = inEnglish('Another app has used it');
  const paying = accounts.filter(
    ({ draw, paidThisMonthMicros }) => draw === 'credits' && paidThisMonthMicros > 0,
  );
  if (paying.length === 0) {
    return finding(
      cause,
      'no',
      inEnglish('No agent on this machine is set to draw on credits alone.'),
    );
  }
  const list = paying.map(
    (one) => `${nameOf(one)} ${formatDollars(one.paidThisMonthMicros, display)}`,
  );
  return finding(
    cause,
    'yes',
    inEnglish('These draw on credits and never on the plan; this month: {agents}.', {
      agents: list.join(', '),
    }),
    inEnglish('Credits shows what each was paid for.'),
  );
}

function wrongAccount({ accounts, display }: HelpFacts): Finding {
  const cause = inEnglish('Another account is meant');
  const byAgent = accounts.filter(
    (one) => accounts.filter(({ agent }) => agent === one.agent).length > 1,
  );
  if (byAgent.length === 0) {
    return finding(
      cause,
      'no',
      inEnglish('Only one account of each agent is known on this machine.'),
    );
  }
  const list = byAgent.map(({ credits, ...one }) => {
    const balance = credits.balance
      ? formatReportedMoney(credits.balance.value, display)
      : say(display, 'balance not reported');
    return `${nameOf({ credits, ...one })}: ${balance}`;
  });
  return finding(
    cause,
    'maybe',
    inEnglish('Several accounts are in use here. {accounts}.', { accounts: list.join('; ') }),
    inEnglish('Each agent signs in by itself: compare with the account on the provider’s page.'),
  );
}

function freeCredit({ accounts }: HelpFacts): Finding {
  const cause = inEnglish('The first free credit is used up');
  return accounts.some(({ hasPurchases }) => hasPurchases)
    ? finding(cause, 'no', inEnglish('The ledger has purchases, so there was more than a gift.'))
    : finding(
        cause,
        'maybe',
        inEnglish('The ledger has no purchase. Gifts are given once and do not come again.'),
        inEnglish('If you did buy credits, say so on the Credits page.'),
      );
}

function isBelowZero({ credits }: HelpAccount): boolean {
  return (credits.balance?.value.minorUnits ?? 0) < 0;
}

function inFlight(account: HelpAccount, { display }: HelpFacts): Finding {
  const { balance } = account.credits;
  const amount = balance ? formatReportedMoney(balance.value, display) : '';
  return finding(
    inEnglish('A request was in flight: {account}', { account: nameOf(account) }),
    'yes',
    inEnglish(
      'The balance is {amount}. A request that begins above zero runs to its end and may carry the balance below.',
      { amount },
    ),
    inEnglish('Any purchase brings it back above zero.'),
  );
}

function staleFinding(account: HelpAccount, { nowMs, display }: HelpFacts): Finding[] {
  const { balance } = account.credits;
  if (balance === null || balance.basis !== 'reported') return [];
  const cause = inEnglish('The figure is old: {account}', { account: nameOf(account) });
  const age = formatAge(balance.asOfMs, nowMs, display);
  return nowMs - balance.asOfMs > STALE_AFTER_MS
    ? [
        finding(
          cause,
          'maybe',
          inEnglish('The balance was reported {age}.', { age }),
          inEnglish('Work with the agent once, or ask it.'),
        ),
      ]
    : [finding(cause, 'no', inEnglish('The balance was reported {age}.', { age }))];
}

function balanceIsNegative(facts: HelpFacts): HelpCheck {
  const below = facts.accounts.filter(isBelowZero);
  return check(
    'negative',
    inEnglish('Why is my balance below zero?'),
    inEnglish(
      'A request that begins while something is left runs to its end. What it costs beyond the balance is owed.',
    ),
    below.length > 0
      ? below.map((account) => inFlight(account, facts))
      : [
          finding(
            inEnglish('A request was in flight'),
            'no',
            inEnglish('No balance here is below zero.'),
          ),
        ],
  );
}

const OFF_WORDS: Readonly<
  Record<NonNullable<CreditsAccount['whyOff']>, readonly [string, string]>
> = {
  'switched-off': [
    inEnglish('Credits are switched off.'),
    inEnglish('They are switched on at the provider, in Usage.'),
  ],
  'out-of-credits': [
    inEnglish('There are no credits left.'),
    inEnglish('Buy some, or wait for the reset of the plan.'),
  ],
  'not-provisioned': [
    inEnglish('Credits were never set up.'),
    inEnglish('They are set up at the provider, in Usage.'),
  ],
  'organisation-off': [
    inEnglish('The organisation has switched credits off.'),
    inEnglish('Ask its administrator.'),
  ],
  'seat-off': [
    inEnglish('Credits are off for this seat.'),
    inEnglish('Ask the organisation’s administrator.'),
  ],
  'member-off': [
    inEnglish('Credits are off for this member.'),
    inEnglish('Ask the organisation’s administrator.'),
  ],
  'zero-limit': [
    inEnglish('The spend limit is zero.'),
    inEnglish('Raise it at the provider, in Usage.'),
  ],
  'no-limit-configured': [
    inEnglish('No spend limit is set, which keeps credits off.'),
    inEnglish('Set one at the provider.'),
  ],
  'not-on-this-plan': [
    inEnglish('This plan has no credits.'),
    inEnglish('Credits come with Pro, Max, Team and Enterprise.'),
  ],
  'not-told': [
    inEnglish('The provider says that credits are off, not why.'),
    inEnglish('Its usage page may say more.'),
  ],
};

function notShown({ accounts }: HelpFacts): HelpCheck {
  const findings = accounts.map((account): Finding => {
    const { enabled, whyOff } = account.credits;
    const cause = nameOf(account);
    const link = linkOf(account.agent, 'usage');
    if (enabled?.value === true)
      return finding(cause, 'no', inEnglish('Credits are on for this account.'));
    if (enabled?.value === false) {
      const [found, remedy] = OFF_WORDS[whyOff ?? 'not-told'];
      return finding(cause, 'yes', found, remedy, link);
    }
    if (account.plan === 'free') {
      return finding(cause, 'yes', inEnglish('Free plans have no credits.'), null, link);
    }
    const isManaged = account.plan?.startsWith('enterprise') === true || account.plan === 'team';
    return isManaged
      ? finding(
          cause,
          'maybe',
          inEnglish('On this plan an administrator decides about credits.'),
          inEnglish('Ask them.'),
          link,
        )
      : finding(
          cause,
          'unknown',
          inEnglish('Nothing here says whether credits are on.'),
          inEnglish('Switch on the source that asks the agent itself, in Settings.'),
          link,
        );
  });
  return check(
    'not-shown',
    inEnglish('Why are no credits shown?'),
    inEnglish(
      'Whether an account may use credits is decided by its plan, its organisation, and a switch at the provider.',
    ),
    findings.length > 0
      ? findings
      : [finding(inEnglish('No account'), 'unknown', inEnglish('No account is known yet.'))],
  );
}

function agentFails({ accounts }: HelpFacts): HelpCheck {
  const links = [...new Set(accounts.flatMap(({ agent }) => linkOf(agent, 'status') ?? []))];
  return check(
    'fails',
    inEnglish('I bought credits, but the agent still stops. Why?'),
    inEnglish(
      'Either it is signed in to another account, has not looked again, or the provider has trouble.',
    ),
    [
      wrongAccountForFailing(accounts),
      finding(
        inEnglish('The agent has not looked again'),
        'maybe',
        inEnglish('Some programs keep what they learnt about credits until they start anew.'),
        inEnglish('Quit the agent and start it again.'),
      ),
      ...links.map((link) =>
        finding(
          inEnglish('The provider has trouble'),
          'unknown',
          inEnglish('Tollgate asks no status page by itself.'),
          inEnglish('Look at it.'),
          link,
        ),
      ),
    ],
  );
}

function wrongAccountForFailing(accounts: readonly HelpAccount[]): Finding {
  const cause = inEnglish('It is signed in to another account');
  const hasSeveral = accounts.some(
    (one) => accounts.filter(({ agent }) => agent === one.agent).length > 1,
  );
  return hasSeveral
    ? finding(
        cause,
        'maybe',
        inEnglish('Accounts in use here: {accounts}.', {
          accounts: accounts.map(nameOf).join(', '),
        }),
      )
    : finding(
        cause,
        'unknown',
        inEnglish('One account is in use here; where the credits were bought is not known.'),
      );
}

function expiry({ accounts }: HelpFacts): HelpCheck {
  const agents = [...new Set(accounts.map(({ agent }) => agent))];
  return check(
    'expiry',
    inEnglish('Do credits expire, and can I have my money back?'),
    inEnglish(
      'What the plan includes ends at each reset. Bought credits do not end with it; the provider’s article says how long they last and what is refunded, which differs by product.',
    ),
    agents.flatMap((agent) => {
      const link = linkOf(agent, 'article');
      const found = inEnglish('Read it at the source, since it changes.');
      return link === null ? [] : [finding(AGENT_NAMES[agent], 'unknown', found, null, link)];
    }),
  );
}
