import type { ReactNode } from 'react';
import classes from './split.module.css';

interface SplitProps {
  readonly list: ReactNode;
  readonly detail: ReactNode;
  /** `detail`: the detail is the wider one, as for an inbox. */
  readonly wide?: 'list' | 'detail';
}

/** Master and detail side by side, so that nobody loses their place. */
export function Split({ list, detail, wide = 'list' }: SplitProps) {
  return (
    <div className={classes.split} data-wide={wide}>
      {list}
      {detail}
    </div>
  );
}
