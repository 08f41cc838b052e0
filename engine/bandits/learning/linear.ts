import { cholesky, quadraticForm } from '../../stats/matrix.ts';
import type { Generator } from '../../stats/rng/index.ts';
import type { Arm } from '../arm.ts';
import type { LearningPolicy, Plays, Rows } from './learning-policy.ts';
import { Ridge, type RidgeOptions } from './ridge.ts';

export type LinearKind =
  /** The arm with the largest prediction, or with probability ε any. */
  | { readonly name: 'LinGreedy'; readonly epsilon: number }
  /** The arm with the largest upper bound, xβ + α √(xᵀA⁻¹x). Li, Chu, Langford & Schapire 2010. */
  | { readonly name: 'LinUCB'; readonly alpha: number }
  /** A draw of β from N(β, α²A⁻¹) for each row and arm. Agrawal & Goyal 2013. */
  | { readonly name: 'LinTS'; readonly alpha: number };

/** Where draws come from: of the policy itself, of models before they have learned, and of models of added arms. */
export interface RandomSources {
  readonly random: Generator;
  readonly modelRandom?: Generator | undefined;
  readonly addedRandom?: Generator | undefined;
}

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
};

/**
 * The contextual policies with one ridge regression an arm. In mode `mabwiser` all arms that learn in one call draw the
 * same noise, as each takes a copy of one generator; by default each draw is its own.
 */
export class Linear implements LearningPolicy {
  readonly kind: LinearKind;
  readonly #options: RidgeOptions;
  readonly #random: Generator;
  readonly #models: Map<Arm, Ridge | null>;
  #columns: number | null = null;

  /** What models draw from before they have learned. */
  readonly #modelRandom: Generator;
  /** The same for arms that are added. */
  readonly addedRandom: Generator;

  constructor(arms: Iterable<Arm>, kind: LinearKind, options: RidgeOptions, sources: RandomSources) {
    const { random, modelRandom = random, addedRandom = modelRandom } = sources;
    this.kind = kind;
    this.#options = options;
    this.#random = random;
    this.#modelRandom = modelRandom;
    this.addedRandom = addedRandom;
    this.#models = new Map([...arms].map((arm) => [arm, null]));
  }

  get arms(): readonly Arm[] {
    return [...this.#models.keys()];
  }

  /**
   * One that knows the same and draws the same, without moving this one's models.
   * @param addedRandom what models of added arms that have not learned draw from.
   */
  copy(addedRandom: Generator): Linear {
    const modelRandom = this.#modelRandom === this.addedRandom ? addedRandom : this.#modelRandom.clone();
    const copy = new Linear([], this.kind, this.#options, { random: this.#random, modelRandom, addedRandom });
    const sourceOf = (model: Ridge): Generator => {
      if (model.random === this.addedRandom) return addedRandom;
      return model.random === this.#modelRandom ? modelRandom : model.random.clone();
    };
    copy.#columns = this.#columns;
    for (const [arm, model] of this.#models) copy.#models.set(arm, model?.clone(sourceOf(model)) ?? null);
    return copy;
  }

  /** Numbers of a context; null before anything was learned. */
  get columns(): number | null {
    return this.#columns;
  }

  model(arm: Arm): Ridge | null {
    return this.#models.get(arm) ?? null;
  }

  fit(plays: Plays): void {
    this.#columns = contextsOf(plays).columns;
    for (const [arm, model] of this.#models) {
      this.#models.set(arm, this.#empty(model?.random ?? this.#modelRandom));
    }
    this.partialFit(plays);
  }

  #empty(random: Generator): Ridge {
    return new Ridge(this.#columns ?? 0, this.#options, random);
  }

  partialFit(plays: Plays): void {
    const { values, columns } = contextsOf(plays);
    const rowsOf = new Map<Arm, number[]>();
    for (const [index, arm] of plays.decisions.entries()) {
      const own = rowsOf.get(arm);
      if (own === undefined) rowsOf.set(arm, [index]);
      else own.push(index);
    }
    for (const [arm, model] of this.#models) {
      const indices = rowsOf.get(arm);
      if (indices === undefined || model === null) continue;
      const own = new Float64Array(indices.length * columns);
      for (const [row, index] of indices.entries()) {
        own.set(values.subarray(index * columns, (index + 1) * columns), row * columns);
      }
      // What learns takes a copy of the generator it had: with it the noise of arms that learn together is the same.
      if (this.#options.mode === 'mabwiser') model.random = model.random.clone();
      model.learn(
        { values: own, count: indices.length, columns },
        indices.map((index) => plays.rewards[index] ?? Number.NaN),
      );
    }
  }

  expectations(rows: Rows | null): Float64Array {
    if (rows === null) throw new RangeError('a contextual policy needs contexts');
    const { count, columns, values } = rows;
    const { arms } = this;
    const epsilon = this.kind.name === 'LinGreedy' ? this.kind.epsilon : 0;
    const explores = Array.from({ length: count }, () => this.#random.random() < epsilon);
    const all = new Float64Array(count * arms.length);
    for (const [row, any] of explores.entries()) {
      if (any) for (let arm = 0; arm < arms.length; arm += 1) all[row * arms.length + arm] = this.#random.random();
    }
    const rest = [...explores.keys()].filter((row) => !explores[row]);
    if (rest.length === 0 && this.#options.scale && this.#options.mode === 'mabwiser')
      throw new RangeError('there is no row left to scale: all of them explore');
    const contexts = new Float64Array(rest.length * columns);
    for (const [to, row] of rest.entries())
      contexts.set(values.subarray(row * columns, (row + 1) * columns), to * columns);
    for (const [index, arm] of arms.entries()) {
      const model = this.#models.get(arm);
      if (model === null || model === undefined) continue;
      const scored = this.#scores(model, { values: contexts, count: rest.length, columns });
      for (const [from, row] of rest.entries()) all[row * arms.length + index] = scored[from] ?? Number.NaN;
    }
    return all;
  }

  #scores(model: Ridge, rows: Rows): Float64Array {
    const { values } = model.scaler?.scale(rows) ?? rows;
    const n = rows.columns;
    const context = (row: number) => values.subarray(row * n, (row + 1) * n);
    const scores = new Float64Array(rows.count);
    if (this.kind.name === 'LinTS') return this.#drawn(model, context, scores);
    for (let row = 0; row < rows.count; row += 1) {
      const x = context(row);
      const bonus = this.kind.name === 'LinUCB' ? this.kind.alpha * Math.sqrt(quadraticForm(model.inverse, x, n)) : 0;
      scores[row] = dot(x, model.beta) + bonus;
    }
    return scores;
  }

  #drawn(model: Ridge, context: (row: number) => Float64Array, scores: Float64Array): Float64Array {
    const alpha = this.kind.name === 'LinTS' ? this.kind.alpha : 0;
    const n = model.columns;
    if (this.#options.mode === 'mabwiser') {
      const factor = cholesky(
        model.inverse.map((value) => alpha * alpha * value),
        n,
      );
      for (let row = 0; row < scores.length; row += 1) {
        scores[row] = dot(context(row), Float64Array.from(model.random.multivariateNormal(model.beta, factor)));
      }
      return scores;
    }
    // The draw of xβ alone: normal with mean xβ and variance α² xᵀA⁻¹x.
    for (let row = 0; row < scores.length; row += 1) {
      const x = context(row);
      scores[row] =
        dot(x, model.beta) + alpha * Math.sqrt(quadraticForm(model.inverse, x, n)) * this.#random.standardNormal();
    }
    return scores;
  }

  add(arm: Arm): void {
    this.#models.set(arm, this.#columns === null ? null : this.#empty(this.addedRandom));
  }

  remove(arm: Arm): void {
    this.#models.delete(arm);
  }

  warm(cold: Arm, trained: Arm): void {
    const donor = this.#models.get(trained);
    if (donor !== null && donor !== undefined) this.#models.set(cold, donor.clone(donor.random.clone()));
  }
}

function contextsOf({ contexts }: Plays): Rows {
  if (contexts === null) throw new RangeError('a contextual policy needs contexts');
  return contexts;
}
