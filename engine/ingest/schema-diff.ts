import { appError, err, ok, type Result } from '../core/index.ts';
import type { ContractColumn, DataContract } from './contracts/contract.ts';

/** The columns of one file: name to type. Columns of text without types are VARCHAR. */
export interface FileColumns {
  readonly file: string;
  readonly types: ReadonlyMap<string, string>;
}

/** A column of the files that the contract does not know. It is passed over, and written down. */
export interface AddedColumn {
  readonly name: string;
  readonly type: string;
}

/** How a column the contract requires differs in a file; `actual` is null where it is not there. */
interface Difference {
  readonly file: string;
  readonly column: ContractColumn;
  readonly actual: string | null;
}

/** Types a column of a file may have for each logical type. Whatever is not listed would lose or invent something. */
const ACCEPTED: Readonly<Record<ContractColumn['logicalType'], RegExp>> = {
  date: /^DATE$/,
  timestamp: /^TIMESTAMP/,
  string: /^(VARCHAR|ENUM)/,
  integer: /^U?(TINYINT|SMALLINT|INTEGER|BIGINT)$/,
  number: /^(DOUBLE|FLOAT|DECIMAL|U?(TINYINT|SMALLINT|INTEGER|BIGINT))/,
  boolean: /^BOOLEAN$/,
};

export interface DiffOptions {
  /** Contract columns whose values stand in the paths. */
  readonly inPath: readonly string[];
  /** False for text, whose values have no type before they are read. */
  readonly typed: boolean;
}

/** The first file in which a column differs from the contract, for each column that does. */
function differencesOf(
  files: readonly FileColumns[],
  contract: DataContract,
  { inPath, typed }: DiffOptions,
): readonly Difference[] {
  const wanted = contract.columns.filter(({ name }) => !inPath.includes(name));
  return wanted.flatMap((column) => {
    for (const { file, types } of files) {
      const actual = types.get(column.name) ?? null;
      if (actual === null && column.addedLater) continue;
      if (actual === null || (typed && !ACCEPTED[column.logicalType].test(actual))) return [{ file, column, actual }];
    }
    return [];
  });
}

function addedColumns(files: readonly FileColumns[], contract: DataContract): readonly AddedColumn[] {
  const known = new Set(contract.columns.map((column) => column.name));
  const added = new Map<string, string>();
  for (const { types } of files) {
    for (const [name, type] of types) if (!known.has(name) && !added.has(name)) added.set(name, type);
  }
  return [...added].map(([name, type]) => ({ name, type }));
}

const inWords = ({ column, actual }: Difference): string =>
  actual === null ? `${column.name} is missing` : `${column.name} is ${actual}, not ${column.type}`;

/**
 * Holds the columns of a drop's files to the contract. New ones are fine and are given back.
 * Errors: COLUMN_MISSING or COLUMN_TYPE for one column that differs, SCHEMA_CHANGED with the whole difference for more.
 */
export function holdColumns(
  files: readonly FileColumns[],
  contract: DataContract,
  options: DiffOptions,
): Result<readonly AddedColumn[]> {
  const differences = differencesOf(files, contract, options);
  const added = addedColumns(files, contract);
  const [first] = differences;
  if (first === undefined) return ok(added);
  const { file, column, actual } = first;
  const diff = [...differences.map(inWords), ...added.map(({ name, type }) => `${name} is new (${type})`)].join('; ');
  const where = { file, column: column.name, contract: contract.id, diff };
  if (differences.length > 1) {
    return err(appError('SCHEMA_CHANGED', { file, contract: contract.id, count: differences.length, diff }));
  }
  if (actual === null) return err(appError('COLUMN_MISSING', where));
  return err(appError('COLUMN_TYPE', { ...where, actual, expected: column.type }));
}
