import { useState } from 'react';
import type { Outcome } from '../../preload/contract/channels.ts';
import { noticeChange } from '../store/creditsStore.ts';
import { speech } from '../store/display.ts';
import { words } from './words.ts';

/** A change of the ledger that is asked for by a button, and why it was not made; null: it was, or nobody asked. */
export function useLedgerChange(ask: () => Promise<Outcome<unknown>>) {
  const [failure, setFailure] = useState<string | null>(null);
  const change = async (): Promise<void> => {
    try {
      const outcome = await ask();
      setFailure(outcome.ok ? null : outcome.message);
      noticeChange();
    } catch {
      setFailure(speech().say(words.noAnswer));
    }
  };
  return { failure, change: () => void change() };
}
