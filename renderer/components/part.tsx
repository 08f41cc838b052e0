import { type ComponentProps, type ReactNode, useId } from 'react';
import classes from './part.module.css';

/** The parts of a read from top to bottom; where their container has room, two halves stand side by side. */
export function Parts(props: ComponentProps<'div'>) {
  return <div {...props} className={classes.parts} />;
}

/** A part set apart by a hairline, whose heading is that of the chart it holds. */
export function PartFrame(props: ComponentProps<'section'>) {
  return <section {...props} className={classes.part} />;
}

interface PartProps {
  readonly title: string;
  /** What is to be known before reading it. */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  /** `half`: beside another one where there is room. */
  readonly span?: 'half';
  readonly children?: ReactNode;
}

/** A part with a heading of its own. */
export function Part({ title, note, actions, span, children }: PartProps) {
  const id = useId();
  return (
    <PartFrame data-span={span} aria-labelledby={id}>
      <header className={classes.head}>
        <h3 id={id}>{title}</h3>
        {actions}
      </header>
      {note !== undefined && <p className={classes.note}>{note}</p>}
      {children}
    </PartFrame>
  );
}
