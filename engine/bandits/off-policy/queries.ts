import { z } from 'zod';
import { identifier, literal } from '../../store/cache/index.ts';

/** How columns are called: in the Open Bandit Dataset first, then as others call them. */
export const COLUMNS = {
  action: ['item_id', 'action', 'arm'],
  position: ['position', 'place'],
  reward: ['click', 'reward'],
  propensity: ['propensity_score', 'propensity', 'pscore'],
  share: ['probability', 'share'],
} as const;
export type ColumnKey = keyof typeof COLUMNS;

/** A CSV or Parquet file as something that can stand after FROM. CSV comes as texts, so that what is wrong can be named. */
const fileSql = (path: string): string =>
  /\.parquet$/i.test(path)
    ? `read_parquet(${literal(path)})`
    : `read_csv(${literal(path)}, header = true, all_varchar = true, null_padding = false)`;

export const namesSql = (path: string): string => `SELECT column_name FROM (DESCRIBE SELECT * FROM ${fileSql(path)})`;
export const nameRows = z.array(z.object({ column_name: z.string() }));

/** The rows in the order of the file: `action` as text, the others as numbers, NULL for what is none. */
export function rowsSql(
  path: string,
  columns: { readonly action: string; readonly position: string | null; readonly numbers: readonly string[] },
): string {
  const text = (name: string | null) => (name === null ? "''" : `${identifier(name)}::VARCHAR`);
  const numbers = columns.numbers.map((name, index) => `TRY_CAST(${identifier(name)} AS DOUBLE) AS n${index}`);
  const parts = [`${text(columns.action)} AS action`, `${text(columns.position)} AS position`, ...numbers];
  return `SELECT ${parts.join(', ')} FROM ${fileSql(path)}`;
}
