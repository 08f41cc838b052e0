import { useQuery } from '@tanstack/react-query';
import type { TileColumn } from '../../../engine/contract/index.ts';
import { catalogQuery } from '../tile-query.ts';
import classes from './tile.module.css';

interface DefinitionProps {
  readonly column: TileColumn;
  /** The value in full. */
  readonly exact: string;
}

/** A number in full with the catalogue's definition of what it is, and the way to its proof. */
export function Definition({ column, exact }: DefinitionProps) {
  const { data } = useQuery(catalogQuery);
  const metric = data?.metrics.find(({ id }) => id === (column.metric ?? column.id));
  return (
    <>
      <b>{exact}</b>
      {metric !== undefined && <span className={classes.tipLine}>{metric.definition}</span>}
      <span className={classes.tipLine}>Click, or P, for its proof</span>
    </>
  );
}
