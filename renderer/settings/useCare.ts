import { useState } from 'react';
import { messages } from '../messages.ts';
import { speech } from '../store/display.ts';

export type Said = { readonly isGood: boolean; readonly text: string };

/** One thing at a time, and what came of it; a main process that does not answer becomes a sentence. */
export function useCare() {
  const [said, setSaid] = useState<Said | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const carryOut = async (work: () => Promise<Said | null>) => {
    if (isBusy) return;
    setIsBusy(true);
    setSaid(null);
    await work().then(setSaid, () =>
      setSaid({ isGood: false, text: speech().say(messages.noAnswer) }),
    );
    setIsBusy(false);
  };
  return { said, isBusy, carryOut };
}
