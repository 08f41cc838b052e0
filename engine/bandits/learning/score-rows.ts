import { dotOf, dots, dotsAndForms, formOf, interleave } from '../../stats/four-rows.ts';
import type { Rows } from './learning-policy.ts';
import type { Ridge } from './ridge.ts';

/** What models say of rows: entry row × models + model of each. */
export interface Scores {
  /** xβ. */
  readonly means: Float64Array;
  /** √(xᵀA⁻¹x). */
  readonly widths: Float64Array;
}

/** Means and widths of all rows by all models; no widths unless `wide`. */
export function scoreRows(models: readonly Ridge[], rows: Rows, wide: boolean): Scores {
  const size = rows.count * models.length;
  const scores = { means: new Float64Array(size), widths: new Float64Array(wide ? size : 0) };
  fill(scores, rows, models, (place) => models[place]?.scaler === null);
  for (const [place, { scaler }] of models.entries()) {
    if (scaler !== null) fill(scores, scaler.scale(rows), models, (own) => own === place);
  }
  return scores;
}

/** Scores by some of the models. */
function fill({ means, widths }: Scores, rows: Rows, all: readonly Ridge[], isMeant: (place: number) => boolean): void {
  const { values, count, columns } = rows;
  const models = [...all.keys()].flatMap((place) => {
    const model = all[place];
    return model !== undefined && isMeant(place) ? [{ place, beta: model.beta, inverse: model.inverse }] : [];
  });
  if (models.length === 0) return;
  const stride = all.length;
  const whole = count - (count % 4);
  const four = new Float64Array(whole === 0 ? 0 : 4 * columns);
  const found = new Float64Array(8);
  for (let row = 0; row < whole; row += 4) {
    interleave(values, row, columns, four);
    for (const { place, beta, inverse } of models) {
      const to = row * stride + place;
      if (widths.length === 0) dots(beta, four, found);
      else dotsAndForms(beta, inverse, four, found);
      for (let lane = 0, step = 0; lane < 4; lane += 1, step += stride) {
        means[to + step] = found[lane] ?? Number.NaN;
        if (widths.length > 0) widths[to + step] = Math.sqrt(found[lane + 4] ?? Number.NaN);
      }
    }
  }
  for (let row = whole; row < count; row += 1) {
    const from = row * columns;
    for (const { place, beta, inverse } of models) {
      means[row * stride + place] = dotOf(beta, values, from);
      if (widths.length > 0) widths[row * stride + place] = Math.sqrt(formOf(inverse, columns, values, from));
    }
  }
}
