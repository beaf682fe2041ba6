import type { ReactNode } from 'react';

/** The one row of a table's head; its cells are `ColumnHead`s. */
export function TableHead({ children }: { readonly children: ReactNode }) {
  return (
    <thead>
      <tr>{children}</tr>
    </thead>
  );
}

type ColumnHeadProps = {
  /** Over figures, which stand at the right. */
  readonly isFigure?: boolean;
  readonly children: ReactNode;
};

export function ColumnHead({ isFigure = false, children }: ColumnHeadProps) {
  return (
    <th scope="col" className={isFigure ? 'number' : undefined}>
      {children}
    </th>
  );
}
