import type { ReactNode } from 'react';
import classes from './detail.module.css';

interface DetailProps {
  /** The id that `Enter` in the list moves the focus to. */
  readonly id: string;
  readonly title: string;
  readonly line: ReactNode;
  readonly chip: ReactNode;
  readonly children: ReactNode;
  /** The buttons; the last one at the right is the main one's opposite. */
  readonly actions?: ReactNode;
}

/** The right side of a master and detail: a heading, what scrolls, and what can be done. */
export function Detail({ id, title, line, chip, children, actions }: DetailProps) {
  return (
    <div className={classes.detail} id={id} tabIndex={-1}>
      <header className={classes.head}>
        <div className={classes.titles}>
          <h2>{title}</h2>
          <p>{line}</p>
        </div>
        {chip}
      </header>
      <div className={classes.scroll}>{children}</div>
      {actions !== undefined && <footer className={classes.foot}>{actions}</footer>}
    </div>
  );
}
