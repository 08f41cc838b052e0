/** Where a mark stands among the others: rows count downwards, columns to the right. */
export interface MarkPlace {
  readonly row: number;
  readonly column: number;
}

export type Move = 'up' | 'down' | 'left' | 'right' | 'first' | 'last';

const MOVES: Readonly<Record<string, Move>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'first',
  End: 'last',
};

/** What a key asks for, or null when it is not about moving. */
export const moveOf = (key: string): Move | null => MOVES[key] ?? null;

const nearest = (places: readonly number[], from: number, forward: boolean): number | undefined => {
  const beyond = places.filter((place) => (forward ? place > from : place < from));
  return beyond.length === 0 ? undefined : forward ? Math.min(...beyond) : Math.max(...beyond);
};

/**
 * The mark an arrow key leads to. Up and down stay in the column; left and right go to the next column that has marks, to
 * its mark in the nearest row. In a single column left and right do nothing. Answers `from` where there is nowhere to go.
 */
export function nextMark(marks: readonly MarkPlace[], from: number, move: Move): number {
  const here = marks[from];
  if (here === undefined || move === 'first') return 0;
  if (move === 'last') return marks.length - 1;
  const forward = move === 'down' || move === 'right';
  if (move === 'up' || move === 'down') {
    const column = marks.filter((mark) => mark.column === here.column);
    const row = nearest(
      column.map((mark) => mark.row),
      here.row,
      forward,
    );
    const found = marks.findIndex((mark) => mark.column === here.column && mark.row === row);
    return found < 0 ? from : found;
  }
  const column = nearest(
    marks.map((mark) => mark.column),
    here.column,
    forward,
  );
  let best = from;
  let distance = Number.POSITIVE_INFINITY;
  marks.forEach((mark, index) => {
    if (mark.column !== column || Math.abs(mark.row - here.row) >= distance) return;
    distance = Math.abs(mark.row - here.row);
    best = index;
  });
  return best;
}
