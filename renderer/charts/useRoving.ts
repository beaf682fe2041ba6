import { useState, type KeyboardEvent } from 'react';

/** How far each arrow goes. */
export type ArrowSteps = Readonly<Record<string, number>>;

const ALONG: ArrowSteps = { ArrowRight: 1, ArrowLeft: -1 };
/** A column a week. */
export const BY_WEEK: ArrowSteps = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -7, ArrowRight: 7 };

export type Roving = {
  /** Index of the mark that is pointed at or has the focus; null: none. */
  readonly active: number | null;
  readonly point: (index: number | null) => void;
  readonly tabIndexOf: (index: number) => 0 | -1;
  /** For the element that holds the marks. */
  readonly onKeyDown: (event: KeyboardEvent<Element>) => void;
};

/**
 * One stop of the Tab key for a whole chart, arrows between its marks, Home and End to the ends, Escape to put
 * the tooltip away. Marks carry `data-mark` with their index.
 * @param count number of marks
 */
export function useRoving(count: number, steps: ArrowSteps = ALONG): Roving {
  const [active, setActive] = useState<number | null>(null);
  const [stop, setStop] = useState<number | null>(null);
  const last = count - 1;
  const home = Math.min(stop ?? last, last);

  function go(holder: Element, index: number): void {
    const wanted = Math.min(last, Math.max(0, index));
    setStop(wanted);
    setActive(wanted);
    holder.querySelector<SVGElement>(`[data-mark="${wanted}"]`)?.focus();
  }

  function onKeyDown(event: KeyboardEvent<Element>): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = steps[event.key] ?? 0;
    if (event.key === 'Escape') setActive(null);
    else if (event.key === 'Home') go(event.currentTarget, 0);
    else if (event.key === 'End') go(event.currentTarget, last);
    else if (step !== 0) go(event.currentTarget, (active ?? home) + step);
    else return;
    event.preventDefault();
  }

  return {
    active: active !== null && active <= last ? active : null,
    point: setActive,
    tabIndexOf: (index) => (index === home ? 0 : -1),
    onKeyDown,
  };
}
