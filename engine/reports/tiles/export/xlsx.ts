import writeExcelFile, { type CellObject, type SheetData } from 'write-excel-file/node';
import type { Cell, Proof } from '../../../contract/index.ts';
import { cleanText } from '../../../serializer/index.ts';
import type { DataTile } from '../input.ts';
import { aboutTile, type Made, proofLine } from './about.ts';
import { type ExportColumn, type ExportType, exportTable } from './table.ts';

/** A tile with the proofs of its numbers, as a workbook takes it. */
export interface SheetTile {
  readonly tile: DataTile;
  readonly proofs: readonly Proof[];
}

const MILLISECONDS_A_DAY = 86_400_000;
/** The longest text a cell of a workbook holds. */
const LONGEST = 32_767;

const decimals = (digits: number): string => (digits === 0 ? '' : `.${'0'.repeat(digits)}`);

/** How a spreadsheet shows a column. */
function formatOf(type: ExportType): string {
  switch (type.as) {
    case 'whole':
      return '#,##0';
    case 'money':
      return `#,##0${decimals(type.digits)}\\ [$${type.currency}]`;
    case 'milliseconds':
      return '[h]:mm:ss';
    case 'day':
      return 'dd mmm yyyy';
    case 'instant':
      return 'dd mmm yyyy hh:mm:ss';
    case 'number':
      return { share: '0.00%', ratio: '0.00"×"', days: '0.0" days"', plain: '#,##0.####' }[type.look];
    case 'text':
      return '@';
    default:
      return type satisfies never;
  }
}

const text = (value: string): CellObject => ({ type: String, value: cleanText(value).slice(0, LONGEST) });
const head = (value: string): CellObject => ({
  ...text(value),
  fontWeight: 'bold',
  backgroundColor: '#eef0f4',
  wrap: true,
});

/** A cell by its column; texts are texts, whatever they start with: nothing in a file of ours is a formula. */
function written(value: Cell, { type }: ExportColumn): CellObject | null {
  if (value === null) return null;
  const format = formatOf(type);
  if (typeof value === 'number')
    return { type: Number, value: type.as === 'milliseconds' ? value / MILLISECONDS_A_DAY : value, format };
  if (type.as === 'day') return { type: Date, value: new Date(`${value}T00:00:00Z`), format };
  if (type.as === 'instant') return { type: Date, value: new Date(value), format };
  return text(value);
}

/** A name no other sheet has, of at most 31 characters, without those a spreadsheet forbids. */
function sheetName(title: string, taken: Set<string>): string {
  const clean =
    cleanText(title)
      .replace(/[[\]:*?/\\]/g, '-')
      .replace(/^'+|'+$/g, '')
      .slice(0, 31)
      .trim() || 'Tile';
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? clean : `${clean.slice(0, 28 - String(n).length)} (${n})`;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}

const widthOf = (type: ExportType): number => (type.as === 'text' ? 28 : type.as === 'instant' ? 20 : 15);

function aboutSheet(tiles: readonly SheetTile[], made: Made): SheetData {
  const lines = tiles.flatMap(({ tile }, i) => [
    ...(i === 0 ? [] : [[null, null]]),
    ...aboutTile(tile, made).map(([name, value]) => [head(name), { ...text(value), wrap: true }]),
  ]);
  return [[head('About'), head('')], ...lines];
}

function proofSheet(tiles: readonly SheetTile[]): SheetData {
  const columns = ['Tile', 'Row', 'Column', 'Value', 'Proof id', 'Proof reference'].map(head);
  const rows = tiles.flatMap(({ tile, proofs }) =>
    proofs.map(proofLine).map(({ row, column, value, id, ref }) => [tile.id, row, column, value, id, ref].map(text)),
  );
  return [columns, ...rows];
}

/**
 * A workbook: what it is about, a sheet a tile with a frozen head and number formats, and the proof ids of its numbers.
 */
export async function tilesXlsx(tiles: readonly SheetTile[], made: Made): Promise<Uint8Array> {
  const taken = new Set(['about', 'proofs']);
  const sheets = tiles.map(({ tile }) => {
    const { columns, rows } = exportTable(tile);
    const data: SheetData = [
      columns.map(({ header }) => head(header)),
      ...rows.map(({ cells }) => columns.map((column, i) => written(cells[i] ?? null, column))),
    ];
    return {
      data,
      sheet: sheetName(tile.title, taken),
      stickyRowsCount: 1,
      columns: columns.map(({ type }) => ({ width: widthOf(type) })),
    };
  });
  const buffer = await writeExcelFile([
    { data: aboutSheet(tiles, made), sheet: 'About', columns: [{ width: 18 }, { width: 110 }] },
    ...sheets,
    {
      data: proofSheet(tiles),
      sheet: 'Proofs',
      stickyRowsCount: 1,
      columns: [{ width: 24 }, { width: 28 }, { width: 22 }, { width: 18 }, { width: 38 }, { width: 60 }],
    },
  ]).toBuffer();
  return new Uint8Array(buffer);
}
