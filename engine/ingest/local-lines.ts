import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { appError, err, ok, type Result } from '../core/index.ts';
import { identifier, literal, plainRows } from '../store/cache/index.ts';
import type { ContractColumn, DataContract } from './contracts/contract.ts';
import type { CsvGroup, RejectedColumn } from './csv.ts';
import { type DayOrder, dayOrder, daySql, instantSql, type OrderCounts, orderEvidence } from './readers/days-sql.ts';
import { type DecimalMark, decimalMark, type MarkCounts, markEvidence, numberSql } from './readers/numbers-sql.ts';
import { SOURCE_FILE, textLines, WHOLE } from './relation.ts';

/** Lines whose numbers and days are written in their own way, made plain. */
export interface LocalLines {
  /** The lines as SQL, with the types `csvLines` gives. */
  readonly sql: string;
  readonly rejects: readonly (RejectedColumn & { readonly file: string })[];
  /** What was found, such as `decimal comma, days 21/11/2026`; empty when all is plain. */
  readonly found: readonly string[];
}

const marks = z.object({
  dot: z.int(),
  comma: z.int(),
  wholeDot: z.int(),
  wholeComma: z.int(),
  singleDot: z.int(),
  singleComma: z.int(),
});
const orders = z.object({ slashed: z.int(), dayFirst: z.int(), monthFirst: z.int() });
const rejected = z.object({ column: z.string(), file: z.string(), lines: z.int(), example: z.string() });

async function counted<T extends z.ZodType>(connection: DuckDBConnection, sql: string, row: T): Promise<z.infer<T>> {
  return row.parse(plainRows(await connection.runAndReadAll(sql))[0]);
}

const add = <K extends string>(a: Readonly<Record<K, number>>, b: Readonly<Record<K, number>>, keys: readonly K[]) =>
  new Map(keys.map((key) => [key, a[key] + b[key]]));

const MARK_KEYS = ['dot', 'comma', 'wholeDot', 'wholeComma', 'singleDot', 'singleComma'] as const;
const ORDER_KEYS = ['slashed', 'dayFirst', 'monthFirst'] as const;

interface Way {
  readonly mark: DecimalMark;
  readonly order: DayOrder;
  readonly found: readonly string[];
}

/** How all numbers and all days of a table of texts are written. Errors: CSV_AMBIGUOUS. */
async function wayOf(
  connection: DuckDBConnection,
  table: string,
  file: string,
  columns: readonly ContractColumn[],
): Promise<Result<Way>> {
  let numbers: MarkCounts = { dot: 0, comma: 0, wholeDot: 0, wholeComma: 0, singleDot: 0, singleComma: 0 };
  let days: OrderCounts = { slashed: 0, dayFirst: 0, monthFirst: 0 };
  let doubtful = '';
  let slashed = '';
  for (const { name, logicalType } of columns) {
    const value = identifier(name);
    if (logicalType === 'integer' || logicalType === 'number') {
      const whole = String(logicalType === 'integer');
      const counts = await counted(connection, `SELECT ${markEvidence(value, whole)} FROM ${table}`, marks);
      if (counts.singleDot + counts.singleComma > 0 || counts.comma > 0) doubtful ||= name;
      const sum = add(numbers, counts, MARK_KEYS);
      numbers = marks.parse(Object.fromEntries(sum));
    } else if (logicalType === 'date' || logicalType === 'timestamp') {
      const counts = await counted(connection, `SELECT ${orderEvidence(value)} FROM ${table}`, orders);
      if (counts.slashed > 0) slashed ||= name;
      days = orders.parse(Object.fromEntries(add(days, counts, ORDER_KEYS)));
    }
  }
  const mark = decimalMark(numbers);
  if (mark === null) {
    const detail = { column: doubtful || 'numbers', file, first: 'decimal points', second: 'decimal commas' };
    return err(appError('CSV_AMBIGUOUS', detail));
  }
  const order = dayOrder(days);
  if (order === null) {
    const detail = { column: slashed, file, first: 'day/month/year', second: 'month/day/year' };
    return err(appError('CSV_AMBIGUOUS', detail));
  }
  const found = [
    ...(mark === ',' ? ['decimal comma'] : []),
    ...(numbers.wholeDot + numbers.wholeComma > 0 ? ['digits in groups of three'] : []),
    ...(days.slashed > 0 ? [order === 'day-month' ? 'days as 21/11/2026' : 'days as 11/21/2026'] : []),
  ];
  return ok({ mark, order, found });
}

/** SQL of a column's text as the type `csvLines` gives it; null where it can not be read. */
function valueSql({ name, logicalType, type }: ContractColumn, { mark, order }: Way): string {
  const text = identifier(name);
  if (logicalType === 'integer') {
    const narrow = numberSql(text, mark, WHOLE.narrow);
    return `coalesce(${narrow}, ${numberSql(text, mark, WHOLE.wide)})`;
  }
  if (logicalType === 'number') return numberSql(text, mark, type);
  if (logicalType === 'date') return daySql(text, order);
  if (logicalType === 'timestamp') return `${instantSql(text, order)}::TIMESTAMPTZ`;
  return logicalType === 'boolean' ? `TRY_CAST(${text} AS BOOLEAN)` : text;
}

/**
 * Reads a group of files as texts, finds out from all of their values how numbers and days are written, and makes them
 * plain. A value that does not fit what the others say is kept out with its line.
 * @param table a name for the temporary tables.
 * Errors: CSV_AMBIGUOUS.
 * @throws what DuckDB throws for files it can not read.
 */
export async function localLines(
  connection: DuckDBConnection,
  group: CsvGroup,
  contract: DataContract,
  { inPath, table, byFile }: { readonly inPath: readonly string[]; readonly table: string; readonly byFile: boolean },
): Promise<Result<LocalLines>> {
  const texts = `${table}_text`;
  await connection.run(`CREATE TEMP TABLE ${texts} AS ${textLines(group, contract, inPath)}`);
  const inFile = contract.columns.filter(({ name }) => !inPath.includes(name));
  const way = await wayOf(connection, texts, group.file, inFile);
  if (!way.ok) return way;
  const typed = inFile.map((column) => ({
    name: column.name,
    text: identifier(column.name),
    value: column.logicalType === 'string' ? null : valueSql(column, way.value),
  }));
  const faults = typed.flatMap(({ name, text, value }) =>
    value === null ? [] : [`WHEN ${text} IS NOT NULL AND ${identifier(`v ${name}`)} IS NULL THEN ${literal(name)}`],
  );
  const values = typed.flatMap(({ name, value }) => (value === null ? [] : [`${value} AS ${identifier(`v ${name}`)}`]));
  const fault = faults.length === 0 ? 'NULL::VARCHAR' : `CASE ${faults.join(' ')} END`;
  await connection.run(
    `CREATE TEMP TABLE ${table} AS SELECT *, ${fault} AS "bad column" FROM (SELECT *${values.map((sql) => `, ${sql}`).join('')} FROM ${texts})`,
  );
  await connection.run(`DROP TABLE ${texts}`);
  const line = contract.columns.map(({ name }) => `coalesce(${identifier(name)}::VARCHAR, '')`).join(', ');
  const reader = await connection.runAndReadAll(`
    SELECT "bad column" AS "column", ${identifier(SOURCE_FILE)} AS file, count(*) AS lines, min(concat_ws(',', ${line})) AS example
    FROM ${table} WHERE "bad column" IS NOT NULL GROUP BY ALL`);
  const rejects = z.array(rejected).parse(plainRows(reader));
  const selected = contract.columns.map((column) => {
    const computed = typed.find((entry) => entry.name === column.name);
    if (computed === undefined) return identifier(column.name);
    return computed.value === null ? computed.text : `${identifier(`v ${column.name}`)} AS ${computed.text}`;
  });
  const file = byFile ? `, ${identifier(SOURCE_FILE)}` : '';
  const sql = `SELECT ${selected.join(', ')}${file} FROM ${table} WHERE "bad column" IS NULL`;
  return ok({ sql, rejects, found: way.value.found });
}
