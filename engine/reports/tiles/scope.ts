import type { Source, Tile } from '../../contract/index.ts';
import {
  formatCount,
  formatCounted,
  formatDay,
  formatDayRange,
  formatId,
  formatInstant,
  formatText,
  formatValue,
  MISSING,
} from '../../serializer/index.ts';
import { cellOf, columnOf, shownOf } from './cells.ts';
import type { ReportTile } from './input.ts';

/** A line of what a page or an export covers: its name and what it says. */
export type Fact = readonly [name: string, text: string];

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function filterText({ filters }: Tile['scope']): string {
  const chosen = Object.entries(filters).flatMap(([dimension, values]) =>
    values === undefined || values.length === 0
      ? []
      : [`${capital(dimension)}: ${values.map((value) => formatText(value)).join(', ')}`],
  );
  return chosen.length === 0 ? 'None' : chosen.join('; ');
}

const choiceText = ({ options }: Tile['scope']): string =>
  Object.entries(options)
    .map(([name, value]) => `${formatText(name.replaceAll('_', ' '))}: ${formatText(value)}`)
    .join('; ');

/** Period, comparison, filters, currency and zone: what a number of this scope is about. */
export function scopeFacts({ scope }: Pick<Tile, 'scope'>): readonly Fact[] {
  const { period, compare, currency, zone } = scope;
  const choices = choiceText(scope);
  return [
    ['Period', formatDayRange(period.from, period.to)],
    ['Compared with', compare === null ? 'Nothing' : formatDayRange(compare.from, compare.to)],
    ['Filters', filterText(scope)],
    ...(choices === '' ? [] : [['Choices', choices] as const]),
    ['Currency', formatText(currency)],
    ['Days counted in', formatText(zone)],
  ];
}

/** "spend_daily: fresh, data to 21 Nov 2026, loaded 22 Nov 2026, 00:04 UTC, 35 rows, load 01JD…7Q2". */
export const sourceText = (source: Source, zone: string): string =>
  `${formatText(source.dataset)}: ${source.freshness}, data to ${formatDay(source.dataThrough)}, loaded ${formatInstant(source.loadedAt, zone)}, ${formatCounted(source.rowsRead, 'row')} read, load ${formatId(source.loadId, 8, 6)}`;

/** The datasets that several tiles read, each once with the rows of all of them. */
export function mergedSources(tiles: readonly Pick<Tile, 'sources'>[]): readonly Source[] {
  const merged = new Map<string, Source>();
  for (const source of tiles.flatMap(({ sources }) => sources)) {
    const known = merged.get(source.dataset);
    merged.set(source.dataset, { ...source, rowsRead: source.rowsRead + (known?.rowsRead ?? 0) });
  }
  return [...merged.values()].sort((a, b) => (a.dataset < b.dataset ? -1 : 1));
}

/** The number a figure shows; missing where its row is not there. */
export function figureText(tile: Pick<Tile, 'draw' | 'columns' | 'rows'>): string {
  const { draw } = tile;
  if (draw.as !== 'figure') return MISSING;
  const [placed, row] = [columnOf(tile, draw.value), tile.rows.find(({ key }) => key === draw.row)];
  return placed === null || row === undefined ? MISSING : formatValue(shownOf(placed, cellOf(row, placed)));
}

/** The numbers of a page's figures in one line: the totals everything else on it adds up to. */
export function totalsText(tiles: readonly ReportTile[]): string {
  const figures = tiles.flatMap(({ reading }) =>
    'tile' in reading && reading.tile.draw.as === 'figure'
      ? [`${formatText(reading.tile.title)} ${figureText(reading.tile)}`]
      : [],
  );
  const rows = tiles.reduce((sum, { reading }) => sum + ('tile' in reading ? reading.tile.rows.length : 0), 0);
  return figures.length === 0
    ? `${formatCount(rows)} rows in ${formatCounted(tiles.length, 'tile')}`
    : figures.join(' · ');
}

/** What limits a tile: days that are not complete, sources that are not there, notes of its method. */
export function limits(tile: Pick<Tile, 'partialDays' | 'missing' | 'notes'>): readonly string[] {
  const days = tile.partialDays.map((day) => formatDay(day));
  return [
    ...(days.length === 0
      ? []
      : [
          `Not complete in every source: ${days.slice(0, 6).join(', ')}${days.length > 6 ? ` and ${formatCount(days.length - 6)} more` : ''}.`,
        ]),
    ...tile.missing.map(({ dataset, reason }) => `${formatText(dataset)} is missing: ${formatText(reason)}`),
    ...tile.notes.map((note) => formatText(note)),
  ];
}
