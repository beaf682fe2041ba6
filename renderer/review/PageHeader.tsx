import type { ReactNode } from 'react';

/** The title of a page with what can be chosen for all of it. */
export function PageHeader({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ReactNode;
}) {
  return (
    <header className="page-header">
      <h1 id="page-title" className="page-title">
        {title}
      </h1>
      {children}
    </header>
  );
}
