import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { Tile, TileId, TilePage } from '../../../engine/contract/index.ts';
import { TILES } from '../../../engine/contract/tiles.ts';
import { Card } from '../../components/card.tsx';
import { tileOptions } from '../options.ts';
import { OptionPickers } from '../scope-bar/option-pickers.tsx';
import bar from '../scope-bar/scope-bar.module.css';
import { tileQuery } from '../tile-query.ts';
import { usePageScope } from '../use-page-scope.ts';
import { Badges } from './badges.tsx';
import { SlotMenu } from './slot-menu.tsx';
import classes from './tile.module.css';
import { TileBody } from './tile-body.tsx';
import { Cancelled, NoRows, Slow, TileFailed, TileSkeleton } from './tile-states.tsx';

const NO_FILTERS = { channel: undefined, segment: undefined, campaign: undefined, geo: undefined, trail: undefined };

interface TileSlotProps {
  readonly tile: TileId;
  readonly page: TilePage;
  readonly zone: string;
  readonly onPick?: ((key: string) => void) | undefined;
  /** Shown on its own, with its table below. */
  readonly alone?: boolean;
}

/** The place of one tile on its page: asks for it, and shows whichever state the answer is in. */
export function TileSlot({ tile: id, page, zone, onPick, alone = false }: TileSlotProps) {
  const { scope, change } = usePageScope();
  const queryClient = useQueryClient();
  const options = tileQuery(id, page, scope);
  const query = useQuery(options);
  const title = useId();
  const [asTable, setAsTable] = useState(false);
  const { data } = query;
  const isWaiting = query.fetchStatus === 'fetching' && (data === undefined || query.isPlaceholderData);
  const isCancelled = query.isPending || query.isPlaceholderData ? query.fetchStatus === 'idle' : false;
  const again = (): void => void query.refetch();
  const isFiltered = Object.keys(scope.filters).length > 0;
  const content = (tile: Tile) =>
    tile.rows.length === 0 ? (
      <NoRows isFiltered={isFiltered} onClear={() => change(NO_FILTERS)} />
    ) : (
      <TileBody tile={tile} zone={zone} height={heightOf(tile, alone)} asTable={asTable} onPick={onPick} />
    );
  const name = data?.title ?? TILES[id].title;
  return (
    <Card
      className={classes.tile}
      data-tile={id}
      data-size={TILES[id].size}
      data-alone={alone}
      aria-labelledby={title}
      aria-busy={isWaiting}
      tabIndex={-1}
    >
      <header className={classes.head}>
        <h2 id={title} title={name}>
          {name}
        </h2>
        {data !== undefined && <Badges tile={data} isNarrow={TILES[id].size === 'figure' && !alone} />}
        {data !== undefined && (
          <SlotMenu tile={data} page={page} alone={alone} asTable={asTable} onTable={setAsTable} />
        )}
      </header>
      {isWaiting && (
        <Slow
          key={data?.scopeText}
          onCancel={() => void queryClient.cancelQueries({ queryKey: options.queryKey, exact: true })}
        />
      )}
      {data !== undefined && (
        <p className={TILES[id].size === 'figure' && !alone ? 'visually-hidden' : classes.sentence}>{data.sentence}</p>
      )}
      {tileOptions(id).length > 0 && (
        <div className={bar.small}>
          <OptionPickers page={page} options={tileOptions(id)} />
        </div>
      )}
      {data !== undefined ? (
        <>
          <div className={classes.body} data-old={query.isPlaceholderData}>
            {content(data)}
          </div>
          <Notes tile={data} />
          {isCancelled && <Cancelled hasOld onRetry={again} />}
        </>
      ) : query.isError ? (
        <TileFailed error={query.error} onRetry={again} onCompare={() => change({ compare: undefined })} />
      ) : isCancelled ? (
        <Cancelled hasOld={false} onRetry={again} />
      ) : (
        <TileSkeleton size={TILES[id].size} />
      )}
    </Card>
  );
}

/** What to know when reading it: what is missing first. Figures keep it in their proof. */
function Notes({ tile }: { readonly tile: Tile }) {
  const notes = [...tile.missing.map(({ reason }) => `${reason}.`), ...tile.notes];
  if (notes.length === 0 || tile.draw.as === 'figure') return null;
  const text = notes.map((note) => (/[.?]$/.test(note) ? note : `${note}.`)).join(' ');
  return (
    <p className={classes.notes} title={text}>
      {text}
    </p>
  );
}

/** Room for a chart: rows of bars need more the more there are. */
function heightOf({ draw, rows }: Tile, alone: boolean): number {
  if (draw.as === 'bullet' || draw.as === 'bars') return Math.max(160, Math.min(36 * rows.length + 30, 420));
  return alone ? 420 : 250;
}
