import type { Tile, TileColumn, TileRow } from '../../../engine/contract/index.ts';
import { Chip } from '../../components/chip.tsx';
import { Proven } from '../../components/proven.tsx';
import { cellAt, cellText, directionOf, intervalOf, placed, related } from './cells.ts';
import { flagLook } from './flag-look.ts';
import classes from './tile.module.css';
import { hasProof, tileProof } from './tile-proof.ts';

interface TileCellProps {
  readonly tile: Tile;
  readonly row: TileRow;
  readonly column: TileColumn;
  readonly zone: string;
  /** -1 in a grid, whose cells take the focus. */
  readonly tabIndex?: number;
}

/** One cell of a tile's table: a number with its proof and its interval, a flag as a chip, a name as it is. */
export function TileCell({ tile, row, column, zone, tabIndex = 0 }: TileCellProps) {
  const cell = cellAt(row, placed(tile, column.id));
  if (column.role === 'flag') {
    const look = flagLook(cell);
    // The row of the total is seen to be one.
    return look === null || cell === 'total' ? null : <Chip tone={look.tone}>{look.text}</Chip>;
  }
  const text = cellText(column, cell, zone);
  if (!hasProof(column) || cell === null) return text;
  const isChange = column.role === 'change' || column.role === 'ratio_change';
  const difference = column.role === 'ratio_change' ? related(tile, column.of ?? '', 'change') : null;
  const interval = intervalOf(tile, row, column);
  const number = (
    <Proven proof={tileProof(tile, row.key, column.id)} tabIndex={tabIndex}>
      {isChange ? (
        <span className={classes.change} data-direction={directionOf(cell, column.better)}>
          {text}
        </span>
      ) : (
        text
      )}
      {interval !== null && <span className={classes.under}>{interval.text}</span>}
    </Proven>
  );
  if (difference === null) return number;
  return (
    <>
      {number}
      <span className={classes.under}>
        <Proven proof={tileProof(tile, row.key, difference.column.id)} tabIndex={tabIndex}>
          {cellText(difference.column, cellAt(row, difference))}
        </Proven>
      </span>
    </>
  );
}
