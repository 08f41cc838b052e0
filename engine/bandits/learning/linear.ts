import { z } from 'zod';
import { addOwn } from '../../stats/gram.ts';
import { cholesky } from '../../stats/matrix.ts';
import { Generator } from '../../stats/rng/index.ts';
import type { Arm } from '../arm.ts';
import { savedArm, savedGenerator } from '../state/saved.ts';
import { bestBounds } from './best-bounds.ts';
import { type Best, type LearningPolicy, largest, type Plays, pickRows, type Rows } from './learning-policy.ts';
import { Ridge, type RidgeOptions } from './ridge.ts';
import { scoreRows } from './score-rows.ts';

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

/** What a model draws from: what the policy's models begin with, what those of added arms do, or a generator of its own. */
const savedSource = z.union([z.enum(['model', 'added']), savedGenerator]);
const savedLinear = z.strictObject({
  columns: z.int().min(1).nullable(),
  modelRandom: savedGenerator.nullable(),
  models: z.array(z.tuple([savedArm, z.strictObject({ source: savedSource, ridge: z.unknown() }).nullable()])),
});

/** So many rows for each column make it worth while to bound all arms before one is chosen. */
const MANY = 16;

/** So many plays for each arm make it worth while that all learn in one pass. */
const TOGETHER = 8;

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
    const contexts = contextsOf(plays);
    this.#fade(plays.decisions.length);
    if (!this.#options.scale && this.#options.memory === undefined && contexts.count >= TOGETHER * this.#models.size) {
      this.#learnTogether(plays, contexts);
      return;
    }
    for (const [arm, places] of placesByArm(plays.decisions)) {
      const model = this.#models.get(arm);
      if (model === undefined || model === null) continue;
      this.#begin(model);
      model.learn(contexts, plays.rewards, places);
    }
  }

  /** What learns takes a copy of the generator it had: with it the noise of arms that learn together is the same. */
  #begin(model: Ridge): void {
    if (this.#options.mode === 'mabwiser') model.random = model.random.clone();
  }

  /** All models learn in one pass along the plays. */
  #learnTogether({ decisions, rewards }: Plays, { values }: Rows): void {
    const models = [...this.#models.values()].filter((model) => model !== null);
    const places = new Map<Arm, number>();
    for (const [arm, model] of this.#models) if (model !== null) places.set(arm, places.size);
    const owners = new Int32Array(decisions.length);
    const learned = new Uint8Array(models.length);
    for (let index = 0; index < owners.length; index += 1) {
      const place = places.get(decisions[index] ?? Number.NaN) ?? -1;
      owners[index] = place;
      if (place >= 0) learned[place] = 1;
    }
    const y = rewards instanceof Float64Array ? rewards : Float64Array.from(rewards);
    addOwn(
      models.map(({ a, xty }) => ({ gram: a, products: xty })),
      values,
      owners,
      y,
    );
    for (const [place, model] of models.entries()) {
      if (learned[place] === 0) continue;
      this.#begin(model);
      model.settle();
    }
  }

  /** Steps that all models forget by: as many as there are plays, or one. */
  #fade(count: number): void {
    const { memory } = this.#options;
    if (memory === undefined) return;
    for (const model of this.#models.values()) model?.fade(memory.discount ** (memory.per === 'play' ? count : 1));
  }

  expectations(rows: Rows | null, arms: readonly Arm[] = this.arms): Float64Array {
    if (rows === null) throw new RangeError('a contextual policy needs contexts');
    const epsilon = this.kind.name === 'LinGreedy' ? this.kind.epsilon : 0;
    if (epsilon === 0 && this.#options.mode === 'default') return this.#scores(rows, arms);
    const explores = Array.from({ length: rows.count }, () => this.#random.random() < epsilon);
    if (!explores.includes(true)) return this.#scores(rows, arms);
    const all = new Float64Array(rows.count * arms.length);
    for (const [row, any] of explores.entries()) {
      if (any) for (let arm = 0; arm < arms.length; arm += 1) all[row * arms.length + arm] = this.#random.random();
    }
    const rest = [...explores.keys()].filter((row) => !explores[row]);
    if (rest.length === 0 && this.#options.scale && this.#options.mode === 'mabwiser')
      throw new RangeError('there is no row left to scale: all of them explore');
    const scores = this.#scores(pickRows(rows, rest), arms);
    for (const [from, row] of rest.entries())
      all.set(scores.subarray(from * arms.length, (from + 1) * arms.length), row * arms.length);
    return all;
  }

  choose(rows: Rows | null, arms: readonly Arm[] = this.arms, best: Best = largest): readonly number[] {
    if (rows === null) throw new RangeError('a contextual policy needs contexts');
    const { kind } = this;
    const { mode, scale } = this.#options;
    if (kind.name === 'LinUCB' && mode === 'default' && !scale && rows.count >= MANY * rows.columns) {
      const models = arms.map((arm) => this.#models.get(arm) ?? null).filter((model) => model !== null);
      if (models.length === arms.length) return bestBounds(models, rows, kind.alpha, best);
    }
    const values = this.expectations(rows, arms);
    return Array.from({ length: rows.count }, (_, row) => best(values, row * arms.length, arms.length));
  }

  /** What each arm's model expects of each row; 0 of an arm that has none. */
  #scores(rows: Rows, arms: readonly Arm[]): Float64Array {
    const models = arms.map((arm) => this.#models.get(arm) ?? null);
    if (this.kind.name === 'LinTS' && this.#options.mode === 'mabwiser')
      return this.#cloned(models, rows, this.kind.alpha);
    const known = models.filter((model) => model !== null);
    const { means, widths } = scoreRows(known, rows, this.kind.name !== 'LinGreedy');
    const scores = means;
    const alpha = this.kind.name === 'LinGreedy' ? 0 : this.kind.alpha;
    // Of LinTS the draw of xβ alone: normal with mean xβ and variance α² xᵀA⁻¹x.
    const drawn = this.kind.name === 'LinTS';
    for (let index = 0; index < widths.length; index += 1) {
      const bonus = alpha * (widths[index] ?? Number.NaN) * (drawn ? this.#random.standardNormal() : 1);
      scores[index] = (means[index] ?? Number.NaN) + bonus;
    }
    return known.length === models.length ? scores : new Float64Array(rows.count * arms.length);
  }

  /** Draws of β for each row, from each model's own copy of the generator. */
  #cloned(models: readonly (Ridge | null)[], rows: Rows, alpha: number): Float64Array {
    const all = new Float64Array(rows.count * models.length);
    const n = rows.columns;
    for (const [place, model] of models.entries()) {
      if (model === null) continue;
      const { values } = model.scaler?.scale(rows) ?? rows;
      const factor = cholesky(
        model.inverse.map((value) => alpha * alpha * value),
        n,
      );
      for (let row = 0; row < rows.count; row += 1) {
        const beta = Float64Array.from(model.random.multivariateNormal(model.beta, factor));
        all[row * models.length + place] = dot(values.subarray(row * n, (row + 1) * n), beta);
      }
    }
    return all;
  }

  save(): unknown {
    return {
      columns: this.#columns,
      modelRandom: this.#modelRandom === this.addedRandom ? null : this.#modelRandom.state,
      models: [...this.#models].map(([arm, model]) => [
        arm,
        model === null ? null : { source: this.#sourceName(model), ridge: model.save() },
      ]),
    };
  }

  #sourceName({ random }: Ridge) {
    if (random === this.#modelRandom) return 'model';
    return random === this.addedRandom ? 'added' : random.state;
  }

  load(saved: unknown): void {
    const { columns, modelRandom, models } = savedLinear.parse(saved);
    this.#columns = columns;
    if (modelRandom !== null) this.#modelRandom.restore(modelRandom);
    this.#models.clear();
    const sourceOf = (source: z.output<typeof savedSource>): Generator => {
      if (source === 'model') return this.#modelRandom;
      return source === 'added' ? this.addedRandom : Generator.of(source);
    };
    for (const [arm, one] of models) {
      const model = one === null ? null : this.#empty(sourceOf(one.source));
      model?.load(one?.ridge);
      this.#models.set(arm, model);
    }
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

/** The places of the plays of each arm. */
function placesByArm(decisions: readonly Arm[]): ReadonlyMap<Arm, readonly number[]> {
  const places = new Map<Arm, number[]>();
  for (const [index, arm] of decisions.entries()) {
    const own = places.get(arm);
    if (own === undefined) places.set(arm, [index]);
    else own.push(index);
  }
  return places;
}
