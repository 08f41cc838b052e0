import { useHotkeys } from '@mantine/hooks';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { type Cell, cellAfter, clamp, stillAsked } from './grid-moves.ts';

export interface ActiveCell extends Cell {
  /** Grows when a key asks for the focus to move to the cell. */
  readonly asked: number;
}

export interface GridKeys {
  readonly active: ActiveCell;
  readonly tabIndex: (row: number, column: number) => 0 | -1;
  readonly focused: (row: number, column: number) => void;
  readonly pick: (row: number) => void;
  readonly onKeyDown: (page: number) => (event: KeyboardEvent) => void;
}

interface GridKeysOptions {
  readonly rows: number;
  readonly columns: number;
  /** Index of the selected row, -1 when it is not in the list. */
  readonly selected: number;
  readonly onSelect: (row: number) => void;
  readonly onOpen: (row: number) => void;
  /** A click on a row. */
  readonly onPick: (row: number) => void;
  /** Whether `J` and `K` move along it wherever the focus is; not where the page has other uses for them. */
  readonly pageKeys: boolean;
}

/** The roving focus of a grid: which cell has the one tab stop, and what each key does. `J` and `K` work page-wide. */
export function useGridKeys({
  rows,
  columns,
  selected,
  onSelect,
  onOpen,
  onPick,
  pageKeys,
}: GridKeysOptions): GridKeys {
  const [cell, setCell] = useState<ActiveCell>({ row: Math.max(0, selected), column: 0, asked: 0 });
  const active: ActiveCell = {
    row: clamp(cell.row, -1, Math.max(0, rows - 1)),
    column: clamp(cell.column, 0, Math.max(0, columns - 1)),
    asked: cell.asked,
  };

  const move = (to: Cell): void => {
    setCell({ ...to, asked: active.asked + 1 });
    if (to.row >= 0) onSelect(to.row);
  };
  // What is selected stands in the page's address, which the page follows a little later: a second `J` may come before.
  const asked = useRef<readonly number[]>([]);
  useLayoutEffect(() => {
    asked.current = stillAsked(asked.current, selected);
  }, [selected]);
  useLayoutEffect(() => {
    if (asked.current.at(-1) === selected) asked.current = [];
  });
  const step = (by: number): void => {
    if (rows === 0) return;
    const from = asked.current.at(-1) ?? (selected >= 0 ? selected : active.row);
    const row = clamp(from + by, 0, rows - 1);
    asked.current = [...asked.current, row];
    move({ row, column: active.column });
  };
  useHotkeys(
    pageKeys
      ? [
          ['j', () => step(1)],
          ['k', () => step(-1)],
        ]
      : [],
  );

  return {
    active,
    tabIndex: (row, column) => (row === active.row && column === active.column ? 0 : -1),
    focused: (row, column) => {
      if (row !== active.row || column !== active.column) setCell({ row, column, asked: active.asked });
    },
    pick: (row) => {
      asked.current = [];
      setCell({ row, column: active.column, asked: active.asked });
      onPick(row);
    },
    onKeyDown: (page) => (event) => {
      if (event.key === 'Enter' && active.row >= 0 && event.target instanceof HTMLElement) {
        if (event.target.matches('button')) return;
        event.preventDefault();
        onOpen(active.row);
        return;
      }
      const to = cellAfter(event.key, event.ctrlKey || event.metaKey, active, { rows, columns, page });
      if (to === null) return;
      event.preventDefault();
      asked.current = [];
      move(to);
    },
  };
}
