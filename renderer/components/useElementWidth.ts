import { useLayoutEffect, useState, type RefObject } from 'react';

/** Width of an element in CSS pixels, followed through zoom and resizing. */
export function useElementWidth(ref: RefObject<HTMLElement | null>, initialPx: number): number {
  const [widthPx, setWidthPx] = useState(initialPx);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = () => {
      setWidthPx(Math.max(1, Math.floor(element.clientWidth)));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [ref]);
  return widthPx;
}
