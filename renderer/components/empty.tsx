import type { ReactNode } from 'react';
import classes from './states.module.css';

interface EmptyProps {
  /** What is not there. */
  readonly title: string;
  /** Why. */
  readonly why: ReactNode;
  /** The one thing to do. */
  readonly action?: ReactNode;
}

/** Nothing to show: why, and one thing to do. */
export function Empty({ title, why, action }: EmptyProps) {
  return (
    <div className={classes.state}>
      <h2>{title}</h2>
      <p>{why}</p>
      {action !== undefined && <div className={classes.buttons}>{action}</div>}
    </div>
  );
}
