import { type ReactNode, useId } from 'react';
import { Card } from '../../../components/card.tsx';
import classes from './editor.module.css';

interface PartProps {
  readonly title: string;
  /** One line: what this part decides. */
  readonly line: string;
  readonly children: ReactNode;
}

/** One part of the plan on its card. */
export function Part({ title, line, children }: PartProps) {
  const id = useId();
  return (
    <Card className={classes.part} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        <p className={classes.lead}>{line}</p>
      </header>
      {children}
    </Card>
  );
}
