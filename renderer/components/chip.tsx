import type { ReactNode } from 'react';
import classes from './chip.module.css';

export type Tone = 'pos' | 'neg' | 'warn' | 'unk' | 'line';

interface ChipProps {
  readonly tone: Tone;
  readonly children: ReactNode;
  readonly title?: string;
}

/** A short state in colour, sign and word together. `line` has no colour: nothing to notice. */
export function Chip({ tone, children, title }: ChipProps) {
  return (
    <span className={classes.chip} data-tone={tone} title={title}>
      {children}
    </span>
  );
}
