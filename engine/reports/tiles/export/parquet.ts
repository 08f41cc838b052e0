import type { Cell } from '../../../contract/index.ts';
import type { ParquetTable, ParquetType } from '../../../store/cache/types.ts';
import type { DataTile } from '../input.ts';
import { aboutTile, type Made } from './about.ts';
import { type ExportType, exportTable } from './table.ts';

function typeOf(type: ExportType): ParquetType {
  switch (type.as) {
    case 'whole':
      return 'BIGINT';
    case 'money':
      return type.isExact ? `DECIMAL(38,${type.digits})` : 'DOUBLE';
    case 'number':
    case 'milliseconds':
      return 'DOUBLE';
    case 'day':
      return 'DATE';
    case 'instant':
      return 'TIMESTAMP';
    case 'text':
      return 'VARCHAR';
    default:
      return type satisfies never;
  }
}

/** Minor units as major ones, digit by digit: 123450 is "1234.50". */
function exactMajor(minor: number, digits: number): string {
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const sign = minor < 0 ? '-' : '';
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** The rows of a tile as the data worker writes them; what they are about is kept in the file's footer. */
export function tileParquet(tile: DataTile, path: string, made: Made): ParquetTable {
  const { columns, rows } = exportTable(tile);
  const cellIn = (type: ExportType, cell: Cell, minor: Cell): Cell =>
    type.as === 'money' && type.isExact && typeof minor === 'number' ? exactMajor(minor, type.digits) : cell;
  const about = new Map<string, string>();
  for (const [name, text] of aboutTile(tile, made))
    about.set(name, about.has(name) ? `${about.get(name)}\n${text}` : text);
  return {
    path,
    columns: columns.map(({ header, type }) => ({ name: header, type: typeOf(type) })),
    rows: rows.map(({ cells }, r) =>
      columns.map(({ type }, i) => cellIn(type, cells[i] ?? null, tile.rows[r]?.cells[i] ?? null)),
    ),
    metadata: Object.fromEntries([
      ...about,
      ['Proof references', `tile.number/${tile.id}/${encodeURIComponent(tile.scopeText)}/<row>/<column>`],
    ]),
  };
}
