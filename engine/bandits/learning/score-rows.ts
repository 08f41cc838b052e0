import { dots, interleave, quadraticForms } from '../../stats/four-rows.ts';
import type { Rows } from './learning-policy.ts';
import type { Ridge } from './ridge.ts';

/** What models say of rows: entry row × models + model of each. */
export interface Scores {
  /** xβ. */
  readonly means: Float64Array;
  /** √(xᵀA⁻¹x). */
  readonly widths: Float64Array;
}

/** Means and widths of all rows by all models; without `wide` the widths are zero. */
export function scoreRows(models: readonly Ridge[], rows: Rows, wide: boolean): Scores {
  const size = rows.count * models.length;
  const scores = { means: new Float64Array(size), widths: new Float64Array(wide ? size : 0) };
  const plain = [...models.entries()].filter(([, { scaler }]) => scaler === null);
  fill(scores, plain, rows, models.length);
  for (const [place, model] of models.entries()) {
    if (model.scaler !== null) fill(scores, [[place, model]], model.scaler.scale(rows), models.length);
  }
  return scores;
}

function fill(scores: Scores, models: readonly (readonly [number, Ridge])[], rows: Rows, stride: number): void {
  const { means, widths } = scores;
  const { values, count, columns } = rows;
  if (models.length === 0) return;
  const four = new Float64Array(4 * columns);
  const found = new Float64Array(4);
  for (let row = 0; row < count; row += 4) {
    interleave(values, row, columns, four);
    const lanes = Math.min(4, count - row);
    for (const [place, { beta, inverse }] of models) {
      const to = row * stride + place;
      dots(beta, four, found);
      for (let lane = 0; lane < lanes; lane += 1) means[to + lane * stride] = found[lane] ?? Number.NaN;
      if (widths.length === 0) continue;
      quadraticForms(inverse, four, columns, found);
      for (let lane = 0; lane < lanes; lane += 1) widths[to + lane * stride] = Math.sqrt(found[lane] ?? Number.NaN);
    }
  }
}
