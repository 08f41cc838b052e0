import { diagonal, invertDefinite, timesVector } from '../../stats/matrix.ts';
import { type CellMeans, shrunkenMeans } from './cell-means.ts';
import { type LoggedRounds, shareOf, type TargetPolicy } from './rounds.ts';

/** What a round's action is expected to bring. */
export interface RewardModel {
  reward(round: number, action: number): number;
}

export interface RewardModelOptions {
  readonly actions: number;
  /** λ of the ridge on contexts, in rounds; contexts are scaled to a variance of one. */
  readonly ridge: number;
}

/** A column of ones, then the contexts with mean zero and variance one, a constant one as zeros; row after row. */
export function standardized({ contexts }: LoggedRounds): Float64Array | null {
  if (contexts === null || contexts.columns === 0) return null;
  const { values, count, columns } = contexts;
  const wide = columns + 1;
  const scaled = new Float64Array(count * wide);
  for (let row = 0; row < count; row += 1) scaled[row * wide] = 1;
  for (let column = 0; column < columns; column += 1) {
    let [sum, squares] = [0, 0];
    for (let row = 0; row < count; row += 1) sum += values[row * columns + column] ?? 0;
    const mean = sum / count;
    for (let row = 0; row < count; row += 1) squares += ((values[row * columns + column] ?? 0) - mean) ** 2;
    const deviation = Math.sqrt(squares / count);
    if (deviation < 1e-12) continue;
    for (let row = 0; row < count; row += 1)
      scaled[row * wide + column + 1] = ((values[row * columns + column] ?? 0) - mean) / deviation;
  }
  return scaled;
}

/** Ridge coefficients of each action for what its cell's mean leaves over: (XᵀX + λI)⁻¹ Xᵀ(r − mean). */
function slopes(
  rounds: LoggedRounds,
  { scaled, training, means }: { scaled: Float64Array; training: Int32Array; means: CellMeans },
  { actions, ridge }: RewardModelOptions,
): readonly Float64Array[] {
  const d = 1 + (rounds.contexts?.columns ?? 0);
  const grams = Array.from({ length: actions }, () => diagonal(d, ridge));
  const products = Array.from({ length: actions }, () => new Float64Array(d));
  for (const round of training) {
    const action = rounds.actions[round] ?? 0;
    const [gram, product] = [grams[action], products[action]];
    if (gram === undefined || product === undefined) continue;
    const rest = (rounds.rewards[round] ?? 0) - means.mean(rounds.positions?.[round] ?? 0, action);
    for (let i = 0; i < d; i += 1) {
      const x = scaled[round * d + i] ?? 0;
      product[i] = (product[i] ?? 0) + x * rest;
      for (let j = 0; j < d; j += 1) gram[i * d + j] = (gram[i * d + j] ?? 0) + x * (scaled[round * d + j] ?? 0);
    }
  }
  return grams.map((gram, action) => timesVector(invertDefinite(gram, d), products[action] ?? new Float64Array(d), d));
}

/**
 * What the training rounds say about every action: its mean in each position, drawn towards the mean of all as far as the
 * variance between cells says, and where contexts are given a ridge regression of each action on the rest. Clicks are rare
 * and cells many, so a cell's own mean would be noise. A wrong model makes doubly robust estimates wider, not biased.
 */
export function fitRewardModel(
  rounds: LoggedRounds,
  training: Int32Array,
  options: RewardModelOptions & { readonly scaled: Float64Array | null },
): RewardModel {
  const means = shrunkenMeans(rounds, training, options.actions);
  const place = (round: number) => rounds.positions?.[round] ?? 0;
  const { scaled } = options;
  if (scaled === null) return { reward: (round, action) => means.mean(place(round), action) };
  const d = 1 + (rounds.contexts?.columns ?? 0);
  const fitted = slopes(rounds, { scaled, training, means }, options);
  return {
    reward(round, action) {
      const slope = fitted[action];
      let value = means.mean(place(round), action);
      for (let i = 0; i < d; i += 1) value += (slope?.[i] ?? 0) * (scaled[round * d + i] ?? 0);
      return value;
    },
  };
}

/** What the policy asked about is expected to bring in a round, by a model. */
export function expectedReward(model: RewardModel, target: TargetPolicy, round: number): number {
  let sum = 0;
  for (let action = 0; action < target.actions; action += 1) {
    const share = shareOf(target, round, action);
    if (share > 0) sum += share * model.reward(round, action);
  }
  return sum;
}
