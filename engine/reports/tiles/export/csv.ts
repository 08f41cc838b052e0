import type { Proof } from '../../../contract/index.ts';
import { toCsv } from '../../../serializer/index.ts';
import type { DataTile } from '../input.ts';
import { aboutTile, type Made, proofLine } from './about.ts';
import { exportTable } from './table.ts';

/** The rows of a tile as CSV: one header, then data only, so that any program reads it. */
export function tileCsv(tile: DataTile): string {
  const { columns, rows } = exportTable(tile);
  return toCsv({ columns: columns.map(({ header }) => header), rows: rows.map(({ cells }) => cells) }, { bom: true });
}

/** What stands beside it: scope, sources, notes, and the proof id of each number. */
export const tileAboutCsv = (tile: DataTile, proofs: readonly Proof[], made: Made): string =>
  toCsv(
    {
      columns: ['About', 'Row', 'Column', 'Value', 'Proof id', 'Proof reference'],
      rows: [
        ...aboutTile(tile, made).map(([name, text]) => [name, null, null, text, null, null]),
        ...proofs.map(proofLine).map(({ row, column, value, id, ref }) => ['Proof', row, column, value, id, ref]),
      ],
    },
    { bom: true },
  );
