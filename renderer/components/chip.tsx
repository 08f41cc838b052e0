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

/** How a state looks: in colour, sign and word together. */
export interface Look {
  readonly tone: Tone;
  /** Empty where the word alone is enough. */
  readonly sign: string;
  readonly word: string;
}

export const lookText = ({ sign, word }: Look): string => (sign === '' ? word : `${sign} ${word}`);

/** A state in colour, sign and word. */
export function LookChip({ look, title }: { readonly look: Look; readonly title?: string }) {
  return (
    <Chip tone={look.tone} {...(title === undefined ? {} : { title })}>
      {lookText(look)}
    </Chip>
  );
}
