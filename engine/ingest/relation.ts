import { identifier, literal, literals } from '../store/cache/index.ts';
import type { ContractColumn, DataContract } from './contracts/contract.ts';
import { CSV_FORMAT, type CsvGroup } from './csv.ts';
import type { DropFile } from './drop.ts';

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

/** The contract's columns in its order, cast to the cache's types. */
export const selectList = (contract: DataContract): string =>
  contract.columns
    .map((column) => `CAST(${identifier(column.name)} AS ${column.type}) AS ${identifier(column.name)}`)
    .join(', ');

/**
 * SQL that reads all rows of Parquet files. The paths come from an inspected drop and are quoted.
 * @param inPath contract columns that stand in the paths.
 * @param unite true when files write one column in different types.
 */
export function parquetRows(
  files: readonly DropFile[],
  contract: DataContract,
  inPath: readonly string[],
  unite: boolean,
): string {
  const paths = literals(files.map((file) => file.absolute));
  const options = `${hiveOptions(contract, inPath)}, union_by_name = ${unite}`;
  return `SELECT ${selectList(contract)} FROM read_parquet(${paths}, ${options})`;
}

/**
 * The type a column is read from CSV with. Whole numbers are read with six decimals, as DuckDB would round a fraction
 * to a whole number without a word; eighteen digits before the point always fit a BIGINT.
 */
const csvType = ({ logicalType, type }: ContractColumn): string =>
  logicalType === 'integer' ? 'DECIMAL(24, 6)' : type;

/** SQL that reads all lines of CSV files, group by group; what can not be read goes to DuckDB's `reject_errors`. */
export function csvLines(groups: readonly CsvGroup[], contract: DataContract, inPath: readonly string[]): string {
  const names = contract.columns.map(({ name }) => identifier(name)).join(', ');
  return groups
    .map(({ header, paths }) => {
      const columns = header.map((name) => {
        const column = contract.columns.find((entry) => entry.name === name);
        return [name, column === undefined || inPath.includes(name) ? 'VARCHAR' : csvType(column)] as const;
      });
      const options = `${CSV_FORMAT}, auto_detect = false, columns = ${struct(columns)}, ${hiveOptions(contract, inPath)}`;
      return `SELECT ${names} FROM read_csv(${literals(paths)}, ${options}, store_rejects = true, rejects_limit = 0)`;
    })
    .join(' UNION ALL ');
}
