import { useEffect } from 'react';
import { PAGES } from '../../preload/contract/review/pages.ts';
import { showPage } from '../store/reviewStore.ts';

/** Ctrl or Cmd with 1 to 5 changes the page, with a comma opens the settings. */
export function usePageKeys(): void {
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}

function onKeyDown(event: KeyboardEvent): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  const page = event.key === ',' ? 'settings' : PAGES[Number(event.key) - 1];
  if (page === undefined) return;
  event.preventDefault();
  showPage(page);
}
