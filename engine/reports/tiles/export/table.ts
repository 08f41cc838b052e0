import type { Cell, Tile, TileColumn } from '../../../contract/index.ts';
import { formatText, MISSING, minorDigits } from '../../../serializer/index.ts';

/** What a column of an export holds, in which unit. */
export type ExportType =
  | { readonly as: 'text' }
  | { readonly as: 'whole' }
  | { readonly as: 'number'; readonly look: 'share' | 'ratio' | 'days' | 'plain' }
  /** Major units; `digits` decimals where every amount is whole minor units, a plain number where one is an estimate. */
  | { readonly as: 'money'; readonly currency: string; readonly digits: number; readonly isExact: boolean }
  | { readonly as: 'milliseconds' }
  | { readonly as: 'day' }
  | { readonly as: 'instant' };

export interface ExportColumn {
  readonly id: string;
  /** Label and unit, once in a table: "Spend (EUR)". */
  readonly header: string;
  readonly type: ExportType;
}

/** A tile as files take it: numbers in full and in major units, texts clean, nothing where a cell has no value. */
export interface ExportTable {
  readonly columns: readonly ExportColumn[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly Cell[] }[];
}

const isWhole = (values: readonly Cell[]): boolean =>
  values.every((value) => value === null || (typeof value === 'number' && Number.isSafeInteger(value)));

function typeOf({ kind, currency }: TileColumn, values: readonly Cell[]): ExportType {
  switch (kind) {
    case 'count':
      return isWhole(values) ? { as: 'whole' } : { as: 'number', look: 'plain' };
    case 'money':
      return currency === undefined
        ? { as: 'number', look: 'plain' }
        : { as: 'money', currency, digits: minorDigits(currency), isExact: isWhole(values) };
    case 'rate':
    case 'probability':
    case 'percentage_points':
      return { as: 'number', look: 'share' };
    case 'ratio':
      return { as: 'number', look: 'ratio' };
    case 'days':
      return { as: 'number', look: 'days' };
    case 'number':
      return { as: 'number', look: 'plain' };
    case 'duration':
      return { as: 'milliseconds' };
    case 'day':
      return { as: 'day' };
    case 'instant':
      return { as: 'instant' };
    case 'text':
      return { as: 'text' };
    default:
      return kind satisfies never;
  }
}

function unitOf(type: ExportType, { kind }: TileColumn): string {
  if (type.as === 'money') return ` (${type.currency})`;
  if (type.as === 'milliseconds') return ' (ms)';
  if (type.as === 'instant') return ' (UTC)';
  if (type.as !== 'number') return '';
  if (type.look === 'days') return ' (days)';
  if (type.look === 'ratio') return ' (×)';
  if (type.look !== 'share') return '';
  return kind === 'percentage_points' ? ' (difference of shares)' : ' (share)';
}

/** What stands before the label of a bound or a comparison: which measure it belongs to. */
function labelOf(tile: Pick<Tile, 'columns'>, column: TileColumn): string {
  const own = formatText(column.label);
  const of = tile.columns.find(({ id }) => id === column.of);
  const level = column.level === undefined ? '' : `, ${Math.round(column.level * 100)} %`;
  const measure = of === undefined ? '' : formatText(of.label);
  return measure === '' || own.startsWith(measure) ? `${own}${level}` : `${measure}, ${own.toLowerCase()}${level}`;
}

function numberIn(type: ExportType, value: number): number | string | null {
  if (!Number.isFinite(value)) return null;
  if (type.as === 'money') return value / 10 ** type.digits;
  return value === 0 ? 0 : value;
}

function cellIn(type: ExportType, value: Cell): Cell {
  if (value === null) return null;
  if (type.as === 'day') return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null;
  if (type.as === 'instant') return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : null;
  if (type.as === 'text') {
    const text = formatText(value);
    return text === MISSING ? null : text;
  }
  return typeof value === 'number' ? numberIn(type, value) : null;
}

/** The table of a tile with every row, in the order of the tile. */
export function exportTable(tile: Pick<Tile, 'columns' | 'rows'>): ExportTable {
  const types = tile.columns.map((column, i) =>
    typeOf(
      column,
      tile.rows.map(({ cells }) => cells[i] ?? null),
    ),
  );
  const taken = new Map<string, number>();
  const columns = tile.columns.map((column, i) => {
    const type = types[i] ?? { as: 'text' as const };
    const header = `${labelOf(tile, column)}${unitOf(type, column)}`;
    const times = (taken.get(header) ?? 0) + 1;
    taken.set(header, times);
    return { id: column.id, header: times === 1 ? header : `${header} ${times}`, type };
  });
  const rows = tile.rows.map(({ key, cells }) => ({
    key,
    cells: columns.map(({ type }, i) => cellIn(type, cells[i] ?? null)),
  }));
  return { columns, rows };
}
