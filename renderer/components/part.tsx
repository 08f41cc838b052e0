import { type ReactNode, useId } from 'react';
import classes from '../pages/experiments/result/result.module.css';

interface PartProps {
  readonly title: string;
  /** What is to be known before reading it. */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  /** `half`: beside another one where there is room. */
  readonly span?: 'half';
  readonly children: ReactNode;
}

/** A part of the result with its heading, set apart by a hairline. */
export function Part({ title, note, actions, span, children }: PartProps) {
  const id = useId();
  return (
    <section className={classes.part} data-span={span} aria-labelledby={id}>
      <header className={classes.partHead}>
        <h3 id={id}>{title}</h3>
        {actions}
      </header>
      {note !== undefined && <p className={classes.partNote}>{note}</p>}
      {children}
    </section>
  );
}
