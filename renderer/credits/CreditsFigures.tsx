import { creditsRows, type CreditsRow } from '../../preload/contract/creditsWording.ts';
import type { CreditsAccountPage } from '../../preload/contract/review/credits.ts';
import { formatDollars, formatReportedMoney } from '../../preload/contract/formatting.ts';
import { Headline, Headlines } from '../components/Headlines.tsx';
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
    <Headlines>
      <Figure
        label={words.balance}
        row={row('Balance')}
        isKnown={credits.balance !== null || credits.isUnlimited === true}
        fallback={words.sayIt}
      />
      <Headline
        label={words.month}
        value={
          spent?.figure ??
          (page.month.isAtLeast ? words.atLeast : '') + formatDollars(page.month.paidMicros, format)
        }
        notes={[limitWords, spent?.asOf ?? words.estimatedHere.toLowerCase()].filter(Boolean)}
        isPaid
      />
      <Figure label={words.ceiling} row={row('Ceiling')} isKnown={row('Ceiling') !== undefined} />
      <Figure
        label={words.reload}
        row={row('Auto-reload')}
        isKnown={row('Auto-reload') !== undefined}
      />
    </Headlines>
  );
}

type FigureProps = {
  readonly label: string;
  readonly row: CreditsRow | undefined;
  readonly isKnown: boolean;
  readonly fallback?: string;
};

function Figure({ label, row, isKnown, fallback = '' }: FigureProps) {
  const notes = isKnown ? [row?.note, row?.origin] : [fallback];
  return (
    <Headline
      label={label}
      value={isKnown ? (row?.figure ?? words.unknown) : words.unknown}
      notes={notes.flatMap((note) => (note ? [note] : []))}
      isMuted={!isKnown}
    />
  );
}
