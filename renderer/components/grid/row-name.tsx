import type { ComponentProps } from 'react';
import classes from './row-name.module.css';

/** What a row of a grid is called, on one line. */
export function RowName(props: ComponentProps<'span'>) {
  return <span {...props} className={classes.name} />;
}
