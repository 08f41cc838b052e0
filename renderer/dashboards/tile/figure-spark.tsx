import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import type { Tile } from '../../../engine/contract/index.ts';
import { Spark } from '../../charts/spark/spark.tsx';
import { placeOf } from '../../charts/tile/read-rows.ts';
import { cellAt, placed } from './cells.ts';
import classes from './tile.module.css';

interface FigureSparkProps {
  readonly tile: Tile;
  readonly draw: Extract<Tile['draw'], { as: 'figure' }>;
  readonly height: number;
}

/** The days of a figure as a line without axes. */
export function FigureSpark({ tile, draw, height }: FigureSparkProps) {
  const { ref, width } = useElementSize();
  const points = useMemo(() => {
    const [x, y] = [placed(tile, draw.x), placed(tile, draw.spark)];
    const flag = tile.columns.findIndex(({ role }) => role === 'flag');
    return tile.rows
      .filter(({ key }) => key !== draw.row)
      .flatMap((row) => {
        const [at, value] = [placeOf(cellAt(row, x)), cellAt(row, y)];
        if (at === null) return [];
        const forecast = row.cells[flag] === 'forecast' ? { forecast: true } : {};
        const partial = tile.partialDays.some((day) => day === row.key) ? { partial: true } : {};
        return [{ key: row.key, x: at, value: typeof value === 'number' ? value : null, ...forecast, ...partial }];
      })
      .sort((a, b) => a.x - b.x);
  }, [tile, draw]);
  return (
    <div ref={ref} className={classes.spark} style={{ minHeight: height }}>
      {width > 0 && points.length > 1 && <Spark points={points} width={width} height={height} label={tile.sentence} />}
    </div>
  );
}
