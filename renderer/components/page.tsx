import type { ComponentProps, ReactNode } from 'react';
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

/** What fills the page from top to bottom; hidden from readers it is a skeleton, of which no more is shown than fits. */
export function PageColumn(props: ComponentProps<'div'>) {
  return <div {...props} className={classes.column} />;
}
