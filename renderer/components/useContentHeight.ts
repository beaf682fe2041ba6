import { useLayoutEffect, type RefObject } from 'react';

/** Largest height the contract lets a window ask for; main allows much less. */
const MAXIMUM_HEIGHT_PX = 4000;

/** Tells main how high the content is, so that the window ends where its content does. */
export function useContentHeight(
  content: RefObject<HTMLElement | null>,
  report: (heightPx: number) => void,
): void {
  useLayoutEffect(() => {
    const element = content.current;
    if (element === null) return;
    let reportedPx = 0;
    const measure = () => {
      const heightPx = Math.ceil(element.getBoundingClientRect().height);
      const askedPx = Math.min(MAXIMUM_HEIGHT_PX, Math.max(1, heightPx));
      if (askedPx === reportedPx) return;
      reportedPx = askedPx;
      report(askedPx);
    };
    // Now, because the observer begins with the next frame, and main waits for this to show the window.
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [content, report]);
}
