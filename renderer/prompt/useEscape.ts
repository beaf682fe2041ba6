import { useEffect } from 'react';
import { stopUntilReset } from '../store/promptStore.ts';

/** Escape means stop, wherever the keyboard is; not for a key that is still held from somewhere else. */
export function useEscape(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.repeat) void stopUntilReset();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}
