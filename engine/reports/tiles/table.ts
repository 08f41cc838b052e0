import type { Tile, TileColumn, TileRow } from '../../contract/index.ts';
import {
  formatChange,
  formatCount,
  formatInterval,
  formatRelativeChange,
  formatText,
  formatValue,
} from '../../serializer/index.ts';
import { type Html, html } from '../html.ts';
import { belonging, cellOf, columnOf, numberOf, type Placed, shownOf } from './cells.ts';
import type { TileProofs } from './input.ts';
import { provenBy, rowsOnPaper } from './numbers.ts';

/** A written number as a link to its proof further down, where the report holds one. */
export function proven(text: string, proofs: TileProofs, row: string, column: TileColumn): Html {
  const proof = proofs.get(row, provenBy(column));
  return proof === undefined ? html`${text}` : html`<a class="proven" href="#${proof.id}">${text}</a>`;
}

/** The interval of a measure in a row, in brackets of its level; nothing where it has none. */
export function intervalOf(tile: Tile, row: TileRow, { column }: Placed): Html | null {
  const [low, high] = [belonging(tile, column.id, 'low'), belonging(tile, column.id, 'high')];
  const ends = { low: numberOf(row, low), high: numberOf(row, high) };
  if (
    ends.low === null ||
    ends.high === null ||
    column.kind === 'text' ||
    column.kind === 'day' ||
    column.kind === 'instant'
  )
    return null;
  const text = formatInterval({ low: ends.low, high: ends.high }, column.kind, column.currency);
  const level = low?.column.level;
  const tail = level === undefined ? '' : `${formatCount(level * 100)} %: `;
  return html` <span class="dim">${tail}${text}</span>`;
}

/** How a number of a column is written: differences with their sign. */
export function writtenIn(placed: Placed, row: TileRow): string {
  const cell = cellOf(row, placed);
  if (placed.column.role === 'change') return formatChange(shownOf(placed, cell));
  if (placed.column.role === 'ratio_change') return formatRelativeChange(cell);
  return formatValue(shownOf(placed, cell));
}

const isNumeric = ({ kind, role }: TileColumn): boolean =>
  kind !== 'text' && kind !== 'day' && kind !== 'instant' && role !== 'flag' && role !== 'dimension';

/** Columns of the table on paper: bounds stand beside their measure. */
const columnsOnPaper = (tile: Tile): readonly Placed[] =>
  tile.columns.flatMap((column, at) =>
    (column.role === 'low' || column.role === 'high') && columnOf(tile, column.of) !== null ? [] : [{ column, at }],
  );

function cell(tile: Tile, row: TileRow, placed: Placed, proofs: TileProofs): Html {
  const { column } = placed;
  const text = writtenIn(placed, row);
  if (!isNumeric(column)) return html`<td>${column.role === 'flag' && text === '—' ? '' : text}</td>`;
  const interval = column.role === 'measure' ? intervalOf(tile, row, placed) : null;
  return html`<td class="n">${proven(text, proofs, row.key, column)}${interval}</td>`;
}

/** Whether the table of a tile needs the long side of the paper. */
export const isWide = (tile: Tile): boolean => columnsOnPaper(tile).length > 8;

/** The rows of a tile as a table, each number with its interval and a link to its proof. */
export function tileTable(tile: Tile, proofs: TileProofs): Html | null {
  const columns = columnsOnPaper(tile);
  const rows = rowsOnPaper(tile);
  if (rows.length === 0) return html`<p class="note">No rows in this period.</p>`;
  const [first, ...others] = columns;
  if (first === undefined) return null;
  const head = columns.map(
    ({ column }) =>
      html`<th scope="col"${isNumeric(column) ? html` class="n"` : null}>${formatText(column.label)}</th>`,
  );
  const body = rows.map(
    (row) => html`
  <tr><th scope="row">${writtenIn(first, row)}</th>${others.map((placed) => cell(tile, row, placed, proofs))}</tr>`,
  );
  const rest =
    rows.length < tile.rows.length
      ? html`<p class="note">${formatCount(rows.length)} of ${formatCount(tile.rows.length)} rows; the spreadsheet and the CSV of this tile have them all.</p>`
      : null;
  return html`<table class="rows"><thead><tr>${head}</tr></thead>
<tbody>${body}
</tbody></table>${rest}`;
}
