import { lazy, Suspense } from 'react';
import type { Tile } from '../../../engine/contract/index.ts';
import { TILES } from '../../../engine/contract/tiles.ts';
import { formatRate } from '../../../engine/serializer/index.ts';
import { Proven } from '../../components/proven.tsx';
import { arrowOf, cellAt, cellText, directionOf, exactText, intervalOf, placed, related } from './cells.ts';
import { Definition } from './definition.tsx';
import classes from './tile.module.css';
import { tileProof } from './tile-proof.ts';

const FigureSpark = lazy(() => import('./figure-spark.tsx').then(({ FigureSpark }) => ({ default: FigureSpark })));

/** Heights of the line below the number, where the tile is one number and where it has half a row. */
const LOW = 34;
const HIGH = 120;

/** A plain number is followed by what it counts, where that is short. */
const LONGEST_UNIT = 20;

type Figure = Extract<Tile['draw'], { as: 'figure' }>;

interface FigureBodyProps {
  readonly tile: Tile;
  readonly draw: Figure;
}

/** One number, what it was before, and how sure it is. */
export function FigureBody({ tile, draw }: FigureBodyProps) {
  const row = tile.rows.find(({ key }) => key === draw.row);
  const value = placed(tile, draw.value);
  if (row === undefined || value === null) return null;
  const proof = (column: string): string => tileProof(tile, row.key, column);
  const interval = intervalOf(tile, row, value.column);
  const text = cellText(value.column, cellAt(row, value));
  return (
    <>
      <div className={classes.figure} data-figure>
        <Proven
          proof={proof(value.column.id)}
          tip={<Definition column={value.column} exact={exactText(value.column, cellAt(row, value))} />}
        >
          {text}
        </Proven>
        {value.column.kind === 'number' && value.column.label.length <= LONGEST_UNIT && (
          <small>{value.column.label.toLowerCase()}</small>
        )}
      </div>
      <p className={classes.beside}>
        <Change tile={tile} row={row} value={value} proof={proof} />
        {interval !== null && (
          <span className={classes.quiet}>
            {formatRate(interval.level).replace('.00', '')} interval{' '}
            <Proven proof={proof(value.column.id)}>{interval.text}</Proven>
          </span>
        )}
      </p>
      {draw.spark !== undefined && (
        <Suspense fallback={<div className={classes.spark} />}>
          <FigureSpark tile={tile} draw={draw} height={TILES[tile.id].size === 'figure' ? LOW : HIGH} />
        </Suspense>
      )}
    </>
  );
}

interface ChangeProps {
  readonly tile: Tile;
  readonly row: Tile['rows'][number];
  readonly value: NonNullable<ReturnType<typeof placed>>;
  readonly proof: (column: string) => string;
}

/** "▲ +3.2 % from €1,243,000": the relative change where there is one, else the difference. */
function Change({ tile, row, value, proof }: ChangeProps) {
  const change = related(tile, value.column.id, 'ratio_change') ?? related(tile, value.column.id, 'change');
  const before = related(tile, value.column.id, 'before');
  const [by, was] = [cellAt(row, change), cellAt(row, before)];
  if (change === null || by === null)
    return was === null || before === null ? null : (
      <span className={classes.quiet}>
        before <Proven proof={proof(before.column.id)}>{cellText(before.column, was)}</Proven>
      </span>
    );
  const { sign, word } = arrowOf(by);
  return (
    <span>
      <span className={classes.change} data-direction={directionOf(by, value.column.better ?? change.column.better)}>
        <span aria-hidden="true">{sign} </span>
        <span className="visually-hidden">{word} </span>
        <Proven proof={proof(change.column.id)}>{cellText(change.column, by)}</Proven>
      </span>
      {before !== null && was !== null && (
        <span className={classes.quiet}>
          {' from '}
          <Proven proof={proof(before.column.id)}>{cellText(before.column, was)}</Proven>
        </span>
      )}
    </span>
  );
}
