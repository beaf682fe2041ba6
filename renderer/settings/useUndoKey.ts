import { useEffect } from 'react';
import { undoSettings } from '../store/settingsStore.ts';

/** Ctrl or Cmd with Z takes the latest change back, except in a field, where it is the field's own. */
export function useUndoKey(): void {
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

function onKeyDown(event: KeyboardEvent): void {
  const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
  if (!isUndo || event.key.toLowerCase() !== 'z' || event.target instanceof HTMLInputElement)
    return;
  event.preventDefault();
  void undoSettings();
}
