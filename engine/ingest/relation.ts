import { identifier, literal, literals } from '../store/cache/index.ts';
import type { ContractColumn, DataContract } from './contracts/contract.ts';
import { type CsvGroup, csvFormat } from './csv.ts';
import type { DropFile } from './drop.ts';

/** The column that says which file a row is from, where that is asked for. */
export const SOURCE_FILE = 'source file';

const struct = (entries: readonly (readonly [string, string])[]): string =>
  `{${entries.map(([name, type]) => `${literal(name)}: ${literal(type)}`).join(', ')}}`;

/** How Hive columns in the paths are read: those of the contract by its types, the others not at all. */
function hiveOptions(contract: DataContract, inPath: readonly string[]): string {
  if (inPath.length === 0) return 'hive_partitioning = false';
  const types = contract.columns
    .filter(({ name }) => inPath.includes(name))
    .map(({ name, type }) => [name, type] as const);
  return `hive_partitioning = true, hive_types_autocast = false, hive_types = ${struct(types)}`;
}

const NOTHING_ABSENT: ReadonlySet<string> = new Set();

/** The contract's columns in its order, cast to the cache's types. Those that are absent from the files are null. */
export const selectList = (contract: DataContract, absent = NOTHING_ABSENT): string =>
  contract.columns
    .map(({ name, type }) => `CAST(${absent.has(name) ? 'NULL' : identifier(name)} AS ${type}) AS ${identifier(name)}`)
    .join(', ');

export interface ParquetOptions {
  /** Contract columns that stand in the paths. */
  readonly inPath: readonly string[];
  /** True when files write one column in different types, or not all of them have it. */
  readonly unite: boolean;
  /** Contract columns that no file has. */
  readonly absent: ReadonlySet<string>;
  /** Adds the column `SOURCE_FILE`. */
  readonly byFile?: boolean;
}

/** SQL that reads all rows of Parquet files. The paths come from an inspected drop and are quoted. */
export function parquetRows(
  files: readonly DropFile[],
  contract: DataContract,
  { inPath, unite, absent, byFile = false }: ParquetOptions,
): string {
  const paths = literals(files.map((file) => file.absolute));
  const file = byFile ? `, ${identifier(SOURCE_FILE)}` : '';
  const options = `${hiveOptions(contract, inPath)}, union_by_name = ${unite}${byFile ? `, filename = ${literal(SOURCE_FILE)}` : ''}`;
  return `SELECT ${selectList(contract, absent)}${file} FROM read_parquet(${paths}, ${options})`;
}

/**
 * Types whole numbers are read from CSV with: with six decimals, as DuckDB would round a fraction to a whole number without
 * a word. The narrow one holds twelve digits before the point and is read twenty times as fast; the wide one holds
 * eighteen, which always fit a BIGINT.
 */
export const WHOLE = { narrow: 'DECIMAL(18, 6)', wide: 'DECIMAL(24, 6)' } as const;

/** The type a column is read from CSV with. */
const csvType =
  (whole: keyof typeof WHOLE) =>
  ({ logicalType, type }: ContractColumn): string => {
    if (logicalType === 'integer') return WHOLE[whole];
    // Read as TIMESTAMP, DuckDB would pass over a distance from UTC without a word.
    return logicalType === 'timestamp' ? 'TIMESTAMPTZ' : type;
  };

/** SQL that reads the lines of one group with these types; what can not be read goes to DuckDB's `reject_errors`. */
function groupScan(
  { header, form, paths }: CsvGroup,
  contract: DataContract,
  inPath: readonly string[],
  typeOf: (column: ContractColumn) => string,
): string {
  const columns = header.map((name) => {
    const column = contract.columns.find((entry) => entry.name === name);
    return [name, column === undefined || inPath.includes(name) ? 'VARCHAR' : typeOf(column)] as const;
  });
  const options = `${csvFormat(form)}, auto_detect = false, columns = ${struct(columns)}, ${hiveOptions(contract, inPath)}`;
  return `read_csv(${literals(paths)}, ${options}, filename = ${literal(SOURCE_FILE)}, store_rejects = true, rejects_limit = 0)`;
}

/** The contract's columns as a group's files have them; null where they do not. */
const groupColumns = (
  { header }: CsvGroup,
  { columns }: DataContract,
  options: { readonly inPath: readonly string[]; readonly typeOf: (column: ContractColumn) => string },
): string =>
  columns
    .map((column) => {
      const name = identifier(column.name);
      const there = header.includes(column.name) || options.inPath.includes(column.name);
      return there ? name : `NULL::${options.typeOf(column)} AS ${name}`;
    })
    .join(', ');

/** SQL of a group's lines as texts, with the file each is from; columns that stand in the paths have their types. */
export const textLines = (group: CsvGroup, contract: DataContract, inPath: readonly string[]): string => {
  const typeOf = () => 'VARCHAR';
  const columns = groupColumns(group, contract, { inPath, typeOf });
  return `SELECT ${columns}, ${identifier(SOURCE_FILE)} FROM ${groupScan(group, contract, inPath, typeOf)}`;
};

export interface LineOptions {
  /** Contract columns that stand in the paths. */
  readonly inPath: readonly string[];
  /** Adds the file each line is from. */
  readonly byFile: boolean;
  readonly whole: keyof typeof WHOLE;
}

/** SQL that reads all lines of CSV files, group by group. */
export function csvLines(
  groups: readonly CsvGroup[],
  contract: DataContract,
  { inPath, byFile, whole }: LineOptions,
): string {
  const file = byFile ? `, ${identifier(SOURCE_FILE)}` : '';
  const typeOf = csvType(whole);
  return groups
    .map((group) => {
      const columns = groupColumns(group, contract, { inPath, typeOf });
      return `SELECT ${columns}${file} FROM ${groupScan(group, contract, inPath, typeOf)}`;
    })
    .join(' UNION ALL ');
}
