import type { ComponentProps, ReactNode } from 'react';
import { cleanText } from '../../engine/serializer/index.ts';
import classes from './read-head.module.css';

interface ReadHeadProps {
  readonly name: string;
  /** Where it stands. */
  readonly chip: ReactNode;
  readonly hypothesis: string;
  /** What is read, by what, on which data. */
  readonly lines: ReactNode;
  readonly actions: ReactNode;
}

/** What a read is about, how it is made, and what can be done. */
export function ReadHead({ name, chip, hypothesis, lines, actions }: ReadHeadProps) {
  return (
    <header className={classes.head}>
      <div className={classes.titles}>
        <h2>
          {cleanText(name)} {chip}
        </h2>
        {hypothesis !== '' && <p className={classes.hypothesis}>{cleanText(hypothesis)}</p>}
        {lines}
      </div>
      <div className={classes.actions}>{actions}</div>
    </header>
  );
}

/** One line that is there for those who look for it. */
export function QuietLine(props: ComponentProps<'p'>) {
  return <p {...props} className={classes.quiet} />;
}
