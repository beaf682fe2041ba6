import { useEffect } from 'react';
import type { PageId } from '../../preload/contract/review/pages.ts';
import { CreditsPage } from '../credits/CreditsPage.tsx';
import { HelpPage } from '../help/HelpPage.tsx';
import { HistoryPage } from '../history/HistoryPage.tsx';
import { SessionsPage } from '../sessions/SessionsPage.tsx';
import { SettingsPage } from '../settings/SettingsPage.tsx';
import { followMain, useReview } from '../store/reviewStore.ts';
import { Tour } from '../tour/Tour.tsx';
import { useSay } from '../store/display.ts';
import { Navigation } from './Navigation.tsx';
import { usePageKeys } from './usePageKeys.ts';

const PAGE_PARTS: Readonly<Record<PageId, () => React.JSX.Element>> = {
  history: HistoryPage,
  sessions: SessionsPage,
  credits: CreditsPage,
  settings: SettingsPage,
  help: HelpPage,
};

/** The main window: the pages at the left, the open one beside them. */
export function Review() {
  const { sayAgain } = useSay();
  const page = useReview((state) => state.page);
  const failure = useReview((state) => state.failure);
  useEffect(followMain, []);
  const isTourOpen = useReview((state) => state.isTourOpen);
  usePageKeys();
  if (page === null) return null;
  if (isTourOpen) return <Tour />;
  const Page = PAGE_PARTS[page];
  return (
    <div className="review">
      <Navigation page={page} />
      <main className="page" key={page} aria-labelledby="page-title">
        {failure && (
          <p className="page-failure" role="alert">
            {sayAgain(failure)}
          </p>
        )}
        <Page />
      </main>
    </div>
  );
}
