import type { Plays, Rows } from '../../engine/bandits/index.ts';
import { addOuter, diagonal, invertDefinite, quadraticForm, timesVector } from '../../engine/stats/matrix.ts';
import type { Generator } from '../../engine/stats/rng/index.ts';
import { ARMS, COLUMNS } from './data.ts';

const context = ({ values }: Rows, row: number): Float64Array => values.subarray(row * COLUMNS, (row + 1) * COLUMNS);

/** Successes and plays of each arm, one pass over all plays for each. */
export function masks({ decisions, rewards }: Plays): readonly (readonly [number, number])[] {
  const all = Array.from(rewards);
  return ARMS.map((arm) => {
    const own = all.filter((_, index) => decisions[index] === arm);
    return [own.reduce((sum, reward) => sum + reward, 0), own.length] as const;
  });
}

/** Ridge regressions of all arms by the textbook: row after row, the inverse made anew whenever something was learned. */
export class Textbook {
  readonly models = ARMS.map(() => ({
    a: diagonal(COLUMNS, 1),
    xty: new Float64Array(COLUMNS),
    inverse: diagonal(COLUMNS, 1),
    beta: new Float64Array(COLUMNS),
  }));

  learn({ decisions, rewards, contexts }: Plays): void {
    if (contexts === null) return;
    for (const [arm, model] of this.models.entries()) {
      let learned = false;
      for (const [index, decision] of decisions.entries()) {
        if (decision !== arm) continue;
        learned = true;
        const x = context(contexts, index);
        addOuter(model.a, x, COLUMNS);
        for (const [column, value] of x.entries())
          model.xty[column] = (model.xty[column] ?? 0) + value * (rewards[index] ?? 0);
      }
      if (!learned) continue;
      model.inverse = invertDefinite(model.a, COLUMNS);
      model.beta.set(timesVector(model.inverse, model.xty, COLUMNS));
    }
  }

  /** The arm with the largest bound in each row; with a generator that of a draw. */
  choose(rows: Rows, random?: Generator): readonly number[] {
    return Array.from({ length: rows.count }, (_, row) => {
      const x = context(rows, row);
      const scores = this.models.map(({ inverse, beta }) => {
        const width = Math.sqrt(quadraticForm(inverse, x, COLUMNS));
        const mean = x.reduce((sum, value, column) => sum + value * (beta[column] ?? 0), 0);
        return mean + width * (random?.standardNormal() ?? 1);
      });
      return scores.indexOf(Math.max(...scores));
    });
  }
}

/** The 50 nearest by sorting all. */
export function sortedNearest(history: Rows, asked: Rows, k: number): readonly (readonly number[])[] {
  return Array.from({ length: asked.count }, (_, row) => {
    const x = context(asked, row);
    const distances = Float64Array.from({ length: history.count }, (_, index) => {
      const other = context(history, index);
      return Math.sqrt(x.reduce((sum, value, column) => sum + (value - (other[column] ?? 0)) ** 2, 0));
    });
    return [...distances.keys()].sort((a, b) => (distances[a] ?? 0) - (distances[b] ?? 0)).slice(0, k);
  });
}
