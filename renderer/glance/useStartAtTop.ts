import { useEffect } from 'react';

/** Each opening begins at the verdict, wherever the last one was left. */
export function useStartAtTop(): void {
  useEffect(() => {
    const onChange = () => {
      if (document.visibilityState === 'visible') scrollTo({ top: 0, behavior: 'instant' });
    };
    document.addEventListener('visibilitychange', onChange);
    return () => {
      document.removeEventListener('visibilitychange', onChange);
    };
  }, []);
}
