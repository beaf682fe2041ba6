import type { ReactNode } from 'react';

/** A chart's figures as a table that scrolls for itself: reached by Tab, named as the chart is. */
export function ChartTable({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="table-frame" role="group" aria-label={label} tabIndex={0}>
      <table className="table">
        <caption className="visually-hidden">{label}</caption>
        {children}
      </table>
    </div>
  );
}
