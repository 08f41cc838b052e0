import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { literal } from '../../store/cache/index.ts';
import type { SamplePlan } from './plan.ts';
import { poissonColumns, poissonCount, poissonSteps } from './poisson.ts';
import { storyOf, storyValues } from './story.ts';

/** Fills the plan's and the story's places (`{{through}}`) and the Poisson columns, steps and count of a named mean. */
export function fillTemplate(sql: string, plan: SamplePlan): string {
  const { seed, from, through } = plan;
  const values: Readonly<Record<string, string>> = {
    ...storyValues(storyOf(plan)),
    seed: literal(`${seed}:`),
    from,
    through,
  };
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

/** The sample's SQL in the order it is run, each with what it makes. */
export const TEMPLATES = [
  ['phrases', 'Writing headlines'],
  ['tests', 'Planning creative tests'],
  ['rows', 'Making creative tests of the Balance service'],
  ['market', 'Planning campaigns'],
  ['fx', 'Making exchange rates'],
  ['paid', 'Making what ads cost and brought'],
  ['finance', 'Making payments'],
  ['coverage', 'Making regions and reach'],
  ['plan', 'Making goals'],
  ['journeys', 'Making journeys'],
  ['ga4', 'Making visits of the site'],
  ['experiments', 'Making experiments'],
] as const;

export interface FilledTemplate {
  readonly sql: string;
  readonly making: string;
}

/** Reads and fills the sample's SQL. */
export const readTemplates = (dir: string, plan: SamplePlan): Promise<readonly FilledTemplate[]> =>
  Promise.all(
    TEMPLATES.map(async ([name, making]) => ({
      making,
      sql: fillTemplate(await readFile(join(dir, `${name}.sql`), 'utf8'), plan),
    })),
  );
