import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Day } from '../../core/index.ts';
import { literal } from '../../store/cache/index.ts';
import { poissonColumns, poissonCount, poissonSteps } from './poisson.ts';

export interface SamplePlan {
  readonly seed: number;
  readonly from: Day;
  readonly through: Day;
}

/** Fills `{{seed}}`, `{{from}}`, `{{through}}` and the Poisson columns, steps and count of a named mean. */
export function fillTemplate(sql: string, { seed, from, through }: SamplePlan): string {
  const values: Readonly<Record<string, string>> = { seed: literal(`${seed}:`), from, through };
  const drawn: Readonly<Record<string, (mean: string) => string>> = {
    columns: poissonColumns,
    steps: poissonSteps,
    count: poissonCount,
  };
  return sql.replace(/\{\{(\w+)(?: (\w+))?\}\}/g, (whole, name: string, mean: string | undefined) => {
    const value = mean === undefined ? values[name] : drawn[name]?.(mean);
    if (value === undefined) throw new Error(`the sample template has an unknown ${whole}`);
    return value;
  });
}

/** Reads and fills the sample's SQL, in the order it is run. */
export const readTemplates = (dir: string, plan: SamplePlan): Promise<readonly string[]> =>
  Promise.all(
    ['phrases', 'tests', 'rows'].map(async (name) =>
      fillTemplate(await readFile(join(dir, `${name}.sql`), 'utf8'), plan),
    ),
  );
