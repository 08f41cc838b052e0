import { useHotkeys } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { ExploreCellRow } from '../../../../engine/contract/index.ts';
import type { Day } from '../../../../engine/core/day.ts';
import classes from '../cells.module.css';
import { isDue } from '../narrow.ts';
import { channelName, placeName, segmentName } from '../words.ts';
import { CellCard, cardLabel } from './cell-card.tsx';
import { type Stop, stopAfter, stopWithin } from './moves.ts';
import { placesOf } from './places.ts';

interface CellsGridProps {
  readonly cells: readonly ExploreCellRow[];
  readonly channels: readonly string[];
  readonly segments: readonly string[];
  readonly dataThrough: Day | null;
  readonly selectedKey: string | null;
  /** Beside an open cell: cards say less. */
  readonly isNarrow: boolean;
  /** The focus moved to this cell by a key. */
  readonly onSelect: (key: string) => void;
  /** `Enter` or a click. */
  readonly onOpen: (key: string) => void;
}

const START: Stop = { row: 0, column: 0, index: 0 };

/**
 * Channels by segments with a card for each cell; a place without one offers to plan it. One tab stop: arrows move from
 * card to card, `J` and `K` through all cells, `Enter` opens.
 */
export function CellsGrid({
  cells,
  channels,
  segments,
  dataThrough,
  selectedKey,
  isNarrow,
  onSelect,
  onOpen,
}: CellsGridProps) {
  const navigate = useNavigate({ from: '/cells' });
  const table = useRef<HTMLTableElement>(null);
  const [asked, setAsked] = useState<Stop | null>(null);
  const places = placesOf(cells, { channels, segments });
  const stops = places.rows.map((row) => row.places.map((place) => Math.max(1, place.cells.length)));
  const all: readonly (Stop & { readonly key: string })[] = places.rows.flatMap((row, at) =>
    row.places.flatMap((place, column) =>
      place.cells.map(({ cell }, index) => ({ row: at, column, index, key: cell.design.key })),
    ),
  );
  const active = stopWithin(stops, asked ?? all.find(({ key }) => key === selectedKey) ?? all[0] ?? START);
  // The open cell is in sight, wherever it was opened from.
  useEffect(() => {
    if (isNarrow && selectedKey !== null)
      table.current
        ?.querySelector(`[data-cell-key="${CSS.escape(selectedKey)}"]`)
        ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isNarrow, selectedKey]);
  const go = (to: Stop): void => {
    setAsked(to);
    const stop = table.current?.querySelector<HTMLElement>(`[data-stop="${to.row}:${to.column}:${to.index}"]`);
    stop?.focus();
    stop?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const cell = all.find(({ row, column, index }) => row === to.row && column === to.column && index === to.index);
    if (cell !== undefined) onSelect(cell.key);
  };
  const step = (by: number): void => {
    const now = all.findIndex(({ key }) => key === selectedKey);
    const to = all[Math.max(0, Math.min(all.length - 1, now + by))];
    if (to !== undefined) go(to);
  };
  useHotkeys([
    ['j', () => step(1)],
    ['k', () => step(-1)],
  ]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = stopAfter(event.key, event.ctrlKey || event.metaKey, stops, active);
    if (to === null) return;
    event.preventDefault();
    go(to);
  };
  const stopProps = (stop: Stop) => ({
    'data-stop': `${stop.row}:${stop.column}:${stop.index}`,
    tabIndex: stop.row === active.row && stop.column === active.column && stop.index === active.index ? 0 : -1,
    onFocus: () => setAsked(stop),
  });
  const isUsed = (column: number): boolean => places.rows.some((row) => (row.places[column]?.cells.length ?? 0) > 0);
  return (
    <table
      ref={table}
      className={classes.grid}
      data-narrow={isNarrow}
      aria-label="Cells by channel and segment"
      onKeyDown={onKeyDown}
    >
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Channel</span>
          </th>
          {places.segments.map((segment, column) => (
            <th key={segment ?? ''} scope="col" data-used={isUsed(column)}>
              {segmentName(segment)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {places.rows.map((row, at) => (
          <tr key={row.channel ?? ''}>
            <th scope="row">{channelName(row.channel)}</th>
            {row.places.map((place, column) => (
              <td key={place.segment ?? ''}>
                {place.cells.map((cell, index) => {
                  const { key } = cell.cell.design;
                  const due = isDue(cell, dataThrough);
                  return (
                    // biome-ignore lint/a11y/useSemanticElements: a card holds buttons of its own, so it can be none
                    <div
                      key={key}
                      role="group"
                      className={classes.cell}
                      data-cell-key={key}
                      data-status={cell.cell.status}
                      aria-current={key === selectedKey}
                      aria-label={cardLabel(cell, due)}
                      onClick={() => onOpen(key)}
                      onKeyDown={(event) => {
                        if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
                        event.preventDefault();
                        onOpen(key);
                      }}
                      {...stopProps({ row: at, column, index })}
                    >
                      <CellCard row={cell} isDue={due} isNarrow={isNarrow} />
                    </div>
                  );
                })}
                {place.cells.length === 0 && (
                  <button
                    type="button"
                    className={classes.add}
                    aria-label={`New cell in ${placeName(place)}…`}
                    onClick={() =>
                      void navigate({
                        to: '/cells/edit',
                        search: { channel: place.channel ?? undefined, segment: place.segment ?? undefined },
                      })
                    }
                    {...stopProps({ row: at, column, index: 0 })}
                  >
                    +
                  </button>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
