import type { ComponentProps, KeyboardEvent, ReactNode } from 'react';
import classes from './read-table.module.css';

/** Up and down move over the rows that can be chosen; the button of each is its tab stop. */
function onKeyDown(event: KeyboardEvent<HTMLTableElement>): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (by === 0 || !(event.target instanceof HTMLElement) || !event.target.matches('[data-choose]')) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-choose]')];
  const next = buttons[buttons.indexOf(event.target) + by];
  next?.focus();
  next?.click();
}

interface ReadTableProps extends ComponentProps<'table'> {
  /** Read aloud, not shown. */
  readonly caption: string;
}

/** A table of reads with their intervals on one scale. Rows with `data-chosen` are chosen by a click or their `ChooseButton`. */
export function ReadTable({ caption, children, ...rest }: ReadTableProps) {
  return (
    <table {...rest} className={classes.table} onKeyDown={onKeyDown}>
      <caption className="visually-hidden">{caption}</caption>
      {children}
    </table>
  );
}

interface ChooseButtonProps {
  /** What is chosen: the key of the row. */
  readonly value: string;
  readonly isChosen: boolean;
  readonly onChoose: (value: string) => void;
  readonly children: ReactNode;
}

/** The name of a row, which chooses it. */
export function ChooseButton({ value, isChosen, onChoose, children }: ChooseButtonProps) {
  return (
    <button
      type="button"
      data-choose={value}
      aria-pressed={isChosen}
      className={classes.choose}
      onClick={(event) => {
        event.stopPropagation();
        onChoose(value);
      }}
    >
      {children}
    </button>
  );
}

/** Two numbers of a row above each other. */
export function NumberPair({ children, under }: { readonly children: ReactNode; readonly under: ReactNode }) {
  return (
    <td data-numeric className={classes.pair}>
      {children}
      <small>{under}</small>
    </td>
  );
}
