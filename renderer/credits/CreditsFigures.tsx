import { creditsRows, type CreditsRow } from '../../preload/contract/creditsWording.ts';
import type { CreditsAccountPage } from '../../preload/contract/review/credits.ts';
import { formatDollars, formatReportedMoney } from '../../preload/contract/formatting.ts';
import { Headline, Headlines } from '../components/Headlines.tsx';
import { useSay } from '../store/display.ts';
import { useReview } from '../store/reviewStore.ts';
import { useFormat } from '../store/useFormat.ts';
import { words } from './words.ts';

/** The four answers: what is left, what was paid, what can still be spent, and what is bought by itself. */
export function CreditsFigures({ page }: { readonly page: CreditsAccountPage }) {
  const { say } = useSay();
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
      ? say(words.limit, { limit: formatReportedMoney(limit.limit, format) })
      : limit.kind === 'unlimited'
        ? say(words.unlimited)
        : '';
  const spent = row('Spent this month');
  const paid = formatDollars(page.month.paidMicros, format);
  return (
    <Headlines>
      <Figure
        label={say(words.balance)}
        row={row('Balance')}
        isKnown={credits.balance !== null || credits.isUnlimited === true}
        fallback={say(words.sayIt)}
      />
      <Headline
        label={say(words.month)}
        value={
          spent?.figure ?? (page.month.isAtLeast ? say(words.atLeast, { amount: paid }) : paid)
        }
        notes={[limitWords, spent?.asOf ?? say(words.estimatedNote)].filter(Boolean)}
        isPaid
      />
      <Figure
        label={say(words.ceiling)}
        row={row('Can still be spent')}
        isKnown={row('Can still be spent') !== undefined}
      />
      <Figure
        label={say(words.reload)}
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
  const { say } = useSay();
  const notes = isKnown ? [row?.note, row?.origin] : [fallback];
  return (
    <Headline
      label={label}
      value={isKnown ? (row?.figure ?? say(words.unknown)) : say(words.unknown)}
      notes={notes.flatMap((note) => (note ? [note] : []))}
      isMuted={!isKnown}
    />
  );
}
