import type { ReactNode } from 'react';
import { Card } from './card.tsx';
import classes from './tile.module.css';

interface TileProps {
  readonly label: string;
  /** The one number, wrapped in its proof. */
  readonly value: ReactNode;
  readonly note: ReactNode;
  /** Only when something is to be noticed, such as a missing source. */
  readonly chip?: ReactNode;
}

/** One number that matters, what it counts, and one line beside it. */
export function Tile({ label, value, note, chip }: TileProps) {
  return (
    <Card className={classes.tile} aria-label={label}>
      <div className={classes.label}>
        <h2>{label}</h2>
        {chip}
      </div>
      <div className={classes.value}>{value}</div>
      <p className={classes.note}>{note}</p>
    </Card>
  );
}

/** Tiles side by side, all of one width. */
export function Tiles({ children }: { readonly children: ReactNode }) {
  return <div className={classes.tiles}>{children}</div>;
}
