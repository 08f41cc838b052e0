import type { Draw } from '../../../engine/contract/index.ts';
import type { Bar } from '../bars/bar.ts';
import { type ChartColour, coloursFor } from '../palette/palette.ts';
import { bandReader, readerOf, relatedReader, type TileTable } from './read-rows.ts';

type BarsDraw = Extract<Draw, { as: 'bars' }>;

/** Rows of a tile as bars: changes in the colours of better and worse, channels in their own, all others in one. */
export function barsOf(tile: TileTable, draw: BarsDraw): readonly Bar[] {
  const [label, value, flag] = [readerOf(tile, draw.label), readerOf(tile, draw.value), readerOf(tile, draw.flag)];
  const before = relatedReader(tile, draw.value, 'before');
  const bands = bandReader(tile, draw.value);
  const better = value.column?.better;
  const isChannel = [label.column?.id, label.column?.label.toLowerCase()].includes('channel');
  const names = coloursFor(tile.rows.map((row) => label.text(row)));
  return tile.rows.map((row): Bar => {
    const name = label.text(row);
    const mark = flag.cell(row);
    const [interval] = bands(row);
    const goodWhen = better === 'down' ? 'down' : 'up';
    const moved: ChartColour = better === 'neutral' || better === undefined ? 1 : mark === goodWhen ? 'good' : 'bad';
    const told: ChartColour | null = mark === 'good' || mark === 'bad' ? mark : mark === 'info' ? 'rest' : null;
    const colour = mark === 'up' || mark === 'down' ? moved : told;
    return {
      key: row.key,
      name,
      value: value.number(row),
      colour: colour ?? (isChannel ? (names.get(name) ?? 1) : 1),
      partial: mark === 'partial',
      ...(interval === undefined ? {} : { interval }),
      ...(before.column === null ? {} : { before: before.number(row) }),
    };
  });
}
