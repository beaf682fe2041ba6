import { creditsRows, type CreditsRow } from '../../preload/contract/creditsWording.ts';
import type { CreditsAccountPage } from '../../preload/contract/review/credits.ts';
import { formatDollars, formatReportedMoney } from '../../preload/contract/formatting.ts';
import { useReview } from '../store/reviewStore.ts';
import { useFormat } from '../store/useFormat.ts';
import { words } from './words.ts';

/** The four answers: what is left, what was paid, what can still be spent, and what is bought by itself. */
export function CreditsFigures({ page }: { readonly page: CreditsAccountPage }) {
  const format = useFormat();
  const nowMs = useReview((state) => state.nowMs);
  const credits = useReview((state) =>
    state.snapshot?.credits?.accounts.find(
      ({ agent, account }) => agent === page.agent && account === page.account,
    ),
  );
  if (!credits) return null;
  const rows = creditsRows(credits, nowMs, format);
  const row = (name: CreditsRow['name']) => rows.find((one) => one.name === name);
  const limit = credits.spendLimit;
  const limitWords =
    limit.kind === 'limit'
      ? `of ${formatReportedMoney(limit.limit, format)} ${words.limit}`
      : limit.kind === 'unlimited'
        ? words.unlimited
        : '';
  const spent = row('Spent this month');
  return (
    <dl className="figures">
      <Figure
        name={words.balance}
        row={row('Balance')}
        isKnown={credits.balance !== null || credits.isUnlimited === true}
        fallback={words.sayIt}
      />
      <div className="figure">
        <dt className="figure-name">{words.month}</dt>
        <dd className="figure-value paid-figure" title={spent?.origin ?? undefined}>
          <span aria-hidden="true" className="paid-mark" />
          {spent?.figure ??
            (page.month.isAtLeast ? words.atLeast : '') +
              formatDollars(page.month.paidMicros, format)}
          <span className="figure-note">
            {[limitWords, spent?.asOf ?? 'estimated here'].filter(Boolean).join(' · ')}
          </span>
        </dd>
      </div>
      <Figure name={words.ceiling} row={row('Ceiling')} isKnown={row('Ceiling') !== undefined} />
      <Figure
        name={words.reload}
        row={row('Auto-reload')}
        isKnown={row('Auto-reload') !== undefined}
      />
    </dl>
  );
}

type FigureProps = {
  readonly name: string;
  readonly row: CreditsRow | undefined;
  readonly isKnown: boolean;
  readonly fallback?: string;
};

function Figure({ name, row, isKnown, fallback = '' }: FigureProps) {
  const note = isKnown ? [row?.note, row?.origin].filter(Boolean).join(' · ') : fallback;
  return (
    <div className="figure">
      <dt className="figure-name">{name}</dt>
      <dd className={isKnown ? 'figure-value' : 'figure-value figure-unknown'}>
        {isKnown ? row?.figure : words.unknown}
        <span className="figure-note">{note}</span>
      </dd>
    </div>
  );
}
