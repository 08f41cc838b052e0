import type { ComponentProps, ReactNode } from 'react';
import type { Tone } from './chip.tsx';
import classes from './verdict-box.module.css';

interface VerdictBoxProps extends Omit<ComponentProps<'section'>, 'title'> {
  readonly tone: Tone;
  readonly title: ReactNode;
  /** Each a `Fact`; none before there is something to read. */
  readonly facts: ReactNode;
}

/** What a read says in one line and its colour, why, and the numbers it is read with. `--facts-width` is theirs. */
export function VerdictBox({ tone, title, facts, className, children, ...rest }: VerdictBoxProps) {
  return (
    <section {...rest} className={[classes.verdict, className].filter(Boolean).join(' ')} data-tone={tone}>
      <div className={classes.says}>
        <h3>{title}</h3>
        {children}
      </div>
      {facts !== null && <dl className={classes.facts}>{facts}</dl>}
    </section>
  );
}

/** Why it says so, and what would change it. */
export function Why({ reason, change }: { readonly reason: string; readonly change: string }) {
  return (
    <>
      <p>{reason}</p>
      <p className={classes.change}>
        <span>What would change it</span> {change}
      </p>
    </>
  );
}

interface FactProps {
  readonly name: string;
  readonly value: ReactNode;
  readonly note: ReactNode;
}

/** One of the numbers beside a verdict. */
export function Fact({ name, value, note }: FactProps) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>
        {value}
        <small>{note}</small>
      </dd>
    </div>
  );
}
