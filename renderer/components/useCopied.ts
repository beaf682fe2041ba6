import { useEffect, useState } from 'react';

/** How long a button says that it has copied. */
const SHOWN_MS = 2000;

/** Whether something was copied a moment ago. */
export function useCopied(): { readonly isCopied: boolean; readonly markCopied: () => void } {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setIsCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return { isCopied, markCopied: () => setIsCopied(true) };
}
