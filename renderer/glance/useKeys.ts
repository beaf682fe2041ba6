import { useEffect } from 'react';
import { useGlance } from '../store/glanceStore.ts';
import { cancelChange, closeGlance, refresh } from '../store/requests.ts';

/** Escape leaves the innermost thing that is open; R asks for fresh figures. */
export function useKeys(): void {
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.key === 'Escape') leave();
  else if (event.key.toLowerCase() === 'r' && mayRefresh()) void refresh();
}

function leave(): void {
  if (useGlance.getState().plan !== null) cancelChange();
  else closeGlance();
}

function mayRefresh(): boolean {
  return useGlance.getState().snapshot?.phase !== 'first-run';
}
