import { formBounds } from '../../stats/form-bounds.ts';
import { dots, dotsAndForms, formOf, interleave } from '../../stats/four-rows.ts';
import type { Best, Rows } from './learning-policy.ts';
import type { Ridge } from './ridge.ts';

/** What bounds are widened by, for rounding. */
const ROUNDING = 1 + 1e-7;
/** Rows after which it is seen whether the bounds leave few enough models, and the share of them that is few enough. */
const TRIAL = 256;
const FEW = 0.3;

const at = (values: Float64Array, index: number): number => values[index] ?? Number.NaN;

/**
 * The place of the model with the largest xβ + α √(xᵀA⁻¹x) in each row: what `best` finds among all. One form that bounds
 * those of all models says which of them can be the best; only theirs are worked out. Where that leaves many, all are.
 */
export function bestBounds(models: readonly Ridge[], rows: Rows, alpha: number, best: Best): readonly number[] {
  const contest = new Contest(models, rows, alpha, best);
  const chosen: number[] = [];
  for (let row = 0; row < rows.count; row += 4) {
    const four = contest.choose(row);
    const lanes = Math.min(4, rows.count - row);
    for (let lane = 0; lane < lanes; lane += 1) chosen.push(four[lane] ?? 0);
  }
  return chosen;
}

/** Chooses for four rows at a time. */
class Contest {
  readonly #rows: Rows;
  readonly #alpha: number;
  readonly #best: Best;
  readonly #betas: readonly Float64Array[];
  readonly #inverses: readonly Float64Array[];
  /** The form that bounds all others. */
  readonly #reference: Float64Array;
  /** What its root is to be multiplied by to bound each model's bonus. */
  readonly #reach: Float64Array;
  readonly #four: Float64Array;
  readonly #none: Float64Array;
  readonly #dots = new Float64Array(4);
  readonly #found = new Float64Array(8);
  readonly #means: Float64Array;
  /** Of models that can not be the best of a row, minus infinity. */
  readonly #scores: Float64Array;
  readonly #chosen = new Int32Array(4);
  #worked = 0;
  #bounded = true;

  constructor(models: readonly Ridge[], rows: Rows, alpha: number, best: Best) {
    this.#rows = rows;
    this.#alpha = alpha;
    this.#best = best;
    this.#betas = models.map(({ beta }) => beta);
    this.#inverses = models.map(({ inverse }) => inverse);
    const { reference, factors } = formBounds(this.#inverses, rows.columns);
    this.#reference = reference;
    this.#reach = factors.map((factor) => Math.min(alpha * Math.sqrt(factor) * ROUNDING, Number.MAX_VALUE));
    this.#none = new Float64Array(rows.columns);
    this.#four = new Float64Array(4 * rows.columns);
    this.#means = new Float64Array(4 * models.length);
    this.#scores = new Float64Array(4 * models.length);
  }

  /** The places for the rows from `row` on. */
  choose(row: number): Int32Array {
    const { values, columns, count } = this.#rows;
    interleave(values, row, columns, this.#four);
    const size = this.#betas.length;
    if (row === TRIAL) this.#bounded = this.#worked < FEW * TRIAL * size;
    const roots = this.#bounded ? this.#bound() : null;
    if (roots === null) this.#scoreAll();
    for (let lane = 0; lane < 4 && row + lane < count; lane += 1) {
      const from = lane * size;
      const place = roots === null ? null : this.#settle(row + lane, from, Math.sqrt(at(roots, lane + 4)));
      this.#chosen[lane] = place ?? this.#best(this.#scores, from, size);
    }
    return this.#chosen;
  }

  #scoreAll(): void {
    const found = this.#found;
    const size = this.#betas.length;
    for (const [place, beta] of this.#betas.entries()) {
      dotsAndForms(beta, this.#inverses[place] ?? beta, this.#four, found);
      for (let lane = 0; lane < 4; lane += 1)
        this.#scores[lane * size + place] = at(found, lane) + this.#alpha * Math.sqrt(at(found, lane + 4));
    }
  }

  /** Means by all models, and the forms that bound. */
  #bound(): Float64Array {
    const size = this.#betas.length;
    for (let place = 0; place < size; place += 1) {
      dots(this.#betas[place] ?? this.#none, this.#four, this.#dots);
      for (let lane = 0; lane < 4; lane += 1) this.#means[lane * size + place] = at(this.#dots, lane);
    }
    dotsAndForms(this.#none, this.#reference, this.#four, this.#found);
    return this.#found;
  }

  /** Works out the scores of one row that can be the largest. Returns the place where there is but one, null otherwise. */
  #settle(row: number, from: number, root: number): number | null {
    const scores = this.#scores;
    const means = this.#means;
    const reach = this.#reach;
    const size = this.#betas.length;
    let first = 0;
    let most = Number.NEGATIVE_INFINITY;
    let second = most;
    for (let place = 0; place < size; place += 1) {
      const bound = at(means, from + place) + at(reach, place) * root;
      scores[from + place] = bound;
      // Of numbers and none, Math.max takes none: then all are worked out.
      if (bound > most) {
        second = Math.max(second, most);
        most = bound;
        first = place;
      } else second = Math.max(second, bound);
    }
    let largest = this.#work(row, from, first);
    if (second < largest) return first;
    for (let place = 0; place < size; place += 1) {
      if (place === first) continue;
      if (at(scores, from + place) < largest) scores[from + place] = Number.NEGATIVE_INFINITY;
      else largest = Math.max(largest, this.#work(row, from, place));
    }
    return null;
  }

  #work(row: number, from: number, place: number): number {
    const { values, columns } = this.#rows;
    this.#worked += 1;
    const inverse = this.#inverses[place];
    if (inverse === undefined) throw new Error('there is no such model');
    const form = formOf(inverse, columns, values, row * columns);
    const score = at(this.#means, from + place) + this.#alpha * Math.sqrt(form);
    this.#scores[from + place] = score;
    return score;
  }
}
