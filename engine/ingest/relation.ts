import { identifier, literal, literals } from '../store/cache/index.ts';
import type { DataContract } from './contracts/contract.ts';
import { CSV_FORMAT } from './csv.ts';
import type { Drop } from './drop.ts';

export interface RelationOptions {
  /** Contract columns that stand in the paths. */
  readonly inPath: readonly string[];
  /** True when files write one column in different types. */
  readonly unite: boolean;
}

/** SQL that reads all files of a drop as one relation. The paths come from the inspected drop, quoted. */
export function dropRelation(drop: Drop, contract: DataContract, { inPath, unite }: RelationOptions): string {
  const paths = literals(drop.files.map((file) => file.absolute));
  const typed = (names: readonly string[]): string =>
    `{${contract.columns
      .filter((column) => names.includes(column.name))
      .map((column) => `${literal(column.name)}: ${literal(column.type)}`)
      .join(', ')}}`;
  const hive =
    inPath.length === 0
      ? 'hive_partitioning = false'
      : `hive_partitioning = true, hive_types_autocast = false, hive_types = ${typed(inPath)}`;
  if (drop.format === 'parquet') return `read_parquet(${paths}, ${hive}, union_by_name = ${unite})`;
  const inFile = contract.columns.map((column) => column.name).filter((name) => !inPath.includes(name));
  return `read_csv(${paths}, ${CSV_FORMAT}, ${hive}, types = ${typed(inFile)}, union_by_name = true, store_rejects = true, rejects_limit = 0)`;
}

/** The contract's columns in its order, cast to the cache's types. */
export const selectList = (contract: DataContract): string =>
  contract.columns.map((column) => `CAST(${identifier(column.name)} AS ${column.type})`).join(', ');
