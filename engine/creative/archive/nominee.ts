import { analyseTest } from '../analysis.ts';
import type { CreativeRules } from '../rules.ts';
import { sampleRatio } from '../srm.ts';
import type { DeclaredTotals } from './queries.ts';

export type DeclaredBy = 'data' | 'workbench';

/** The variant of a test that is read, or why the test is left out. */
export type Nominee =
  | { readonly kind: 'variant'; readonly at: number; readonly declared: boolean }
  | { readonly kind: 'left_out'; readonly why: 'unhealthy' | 'several' | 'no_data'; readonly declared: boolean };

/** Who declares: the data if they call any variant of any test the winner, else the workbench by its verdict. */
export const declaredBy = (rows: readonly DeclaredTotals[]): DeclaredBy =>
  rows.some(({ declared }) => declared === true) ? 'data' : 'workbench';

/** Index of the highest rate; the first one on a tie. */
function leaderOf(rows: readonly DeclaredTotals[]): number {
  const rate = (row: DeclaredTotals | undefined): number =>
    row === undefined || row.impressions === 0 ? -1 : row.clicks / row.impressions;
  let at = 0;
  for (let i = 1; i < rows.length; i += 1) if (rate(rows[i]) > rate(rows[at])) at = i;
  return at;
}

function declaredOf(rows: readonly DeclaredTotals[], by: DeclaredBy, rules: CreativeRules): readonly number[] {
  if (by === 'data') return rows.flatMap(({ declared }, i) => (declared === true ? [i] : []));
  const { verdict, comparison } = analyseTest(rows, rules);
  return verdict === 'winner' && comparison !== null ? [comparison.best] : [];
}

/** The declared winner of a test, or its leader where none is declared. */
export function nomineeOf(rows: readonly DeclaredTotals[], by: DeclaredBy, rules: CreativeRules): Nominee {
  const declared = declaredOf(rows, by, rules);
  const leftOut = (why: 'unhealthy' | 'several' | 'no_data') =>
    ({ kind: 'left_out', why, declared: declared.length > 0 }) as const;
  const impressions = rows.map((row) => row.impressions);
  if (rows.length < 2 || impressions.every((n) => n === 0)) return leftOut('no_data');
  if (sampleRatio(impressions, rules.srmAlarm)?.alarm === true) return leftOut('unhealthy');
  if (declared.length > 1) return leftOut('several');
  const [at = leaderOf(rows)] = declared;
  return { kind: 'variant', at, declared: declared.length === 1 };
}
