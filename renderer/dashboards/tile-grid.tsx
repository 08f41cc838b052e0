import type { CSSProperties, ReactNode } from 'react';
import type { TileId, TilePage } from '../../engine/contract/index.ts';
import { isTileId, tilesOf } from '../../engine/contract/tiles.ts';
import classes from './dashboard.module.css';
import { layoutOf } from './layout.ts';
import { TileSlot } from './tile/tile-slot.tsx';
import { usePageScope } from './use-page-scope.ts';
import { useTileKeys } from './use-tile-keys.ts';

export interface TileGridProps {
  readonly page: TilePage;
  readonly zone: string;
  /** What a chosen row or mark of a tile does, for the tiles that can be drilled into. */
  readonly onPick?: Partial<Readonly<Record<TileId, (key: string) => void>>>;
  /** What stands below a tile in its column. */
  readonly below?: Partial<Readonly<Record<TileId, ReactNode>>>;
}

const placed = (span: number): CSSProperties => ({ gridColumn: `span ${span}` });

/** The tiles of a page in the order of the contract. */
export function TileGrid({ page, zone, onPick = {}, below = {} }: TileGridProps) {
  const { change } = usePageScope();
  const { grid, onKeyDown } = useTileKeys({ onOpen: (tile) => change({ tile }) });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: moves the focus between the tiles inside
    <div ref={grid} className={classes.grid} onKeyDown={onKeyDown} data-page={page}>
      {layoutOf(tilesOf(page)).map(({ tile, span }) => (
        <div key={tile} className={classes.cell} style={placed(span)}>
          <TileSlot tile={tile} page={page} zone={zone} onPick={onPick[tile]} />
          {below[tile]}
        </div>
      ))}
    </div>
  );
}

/** The tile an address asks for on its own, when it is one of the page. */
export const tileAlone = (page: TilePage, tile: string | undefined): TileId | null =>
  tile !== undefined && isTileId(tile) && tilesOf(page).includes(tile) ? tile : null;
