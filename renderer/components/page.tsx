import type { ReactNode } from 'react';
import classes from './page.module.css';

interface PageProps {
  readonly title: string;
  /** One line: scope, method, data-through day. */
  readonly line: ReactNode;
  /** At most two. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One page: a title, one line, its actions, and what it is about. */
export function Page({ title, line, actions, children }: PageProps) {
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <div className={classes.titles}>
          <h1>{title}</h1>
          <p>{line}</p>
        </div>
        {actions}
      </header>
      {children}
    </div>
  );
}
