import type { Pcg64State } from '../../stats/rng/index.ts';
import type { Bandit } from '../bandit.ts';
import { EpsilonGreedy } from '../learning/epsilon-greedy.ts';
import type { LearningPolicy } from '../learning/learning-policy.ts';
import { Linear } from '../learning/linear.ts';
import { Popularity } from '../learning/popularity.ts';
import type { Ridge } from '../learning/ridge.ts';
import { Softmax } from '../learning/softmax.ts';
import { ThompsonSampling } from '../learning/thompson-sampling.ts';
import { Ucb1 } from '../learning/ucb1.ts';
import { Clusters } from '../neighbourhood/clusters.ts';
import { LshNearest } from '../neighbourhood/lsh-nearest.ts';
import { Neighbours } from '../neighbourhood/neighbours.ts';
import type { RegressionTree } from '../neighbourhood/regression-tree.ts';
import { TreeBandit } from '../neighbourhood/tree-bandit.ts';

/** A generator's state in the trace's field names. */
export const rngOf = ({ state, inc, hasUint32, uinteger }: Pcg64State) => ({
  state,
  inc,
  has_uint32: hasUint32 ? 1 : 0,
  uinteger,
});

const square = (values: Float64Array, n: number): number[][] =>
  Array.from({ length: n }, (_, row) => [...values.subarray(row * n, (row + 1) * n)]);

function modelState({ a, inverse, xty, beta, scaler, random, columns }: Ridge, shared: boolean) {
  return {
    beta: [...beta],
    Xty: [...xty],
    A: square(a, columns),
    A_inv: square(inverse, columns),
    ...(scaler === null || scaler.count === 0
      ? {}
      : {
          scaler: {
            n: scaler.count,
            mean: [...scaler.means],
            var: [...scaler.variances],
            scale: [...scaler.deviations],
          },
        }),
    rng_is_shared_with_policy: shared,
    ...(shared ? {} : { rng: rngOf(random.state) }),
  };
}

/** What a policy knows, in the trace's field names. */
export function policyState(policy: LearningPolicy): object {
  if (
    policy instanceof EpsilonGreedy ||
    policy instanceof Ucb1 ||
    policy instanceof Softmax ||
    policy instanceof Popularity
  ) {
    const { sums } = policy;
    const plain = {
      sum: sums.arms.map((arm) => sums.of(arm).sum),
      count: sums.arms.map((arm) => sums.of(arm).count),
    };
    const mean = sums.arms.map((arm) => sums.mean(arm));
    if (policy instanceof EpsilonGreedy) return { class: '_EpsilonGreedy', ...plain, expectation: mean };
    if (policy instanceof Ucb1) {
      const expectation = sums.arms.map((arm) => policy.bound(arm));
      return { class: '_UCB1', total_count: policy.total, ...plain, mean, expectation };
    }
    if (policy instanceof Softmax)
      return { class: '_Softmax', ...plain, mean, exponent: policy.exponents, expectation: policy.shares };
    return { class: '_Popularity', ...plain, expectation: policy.shares };
  }
  if (policy instanceof ThompsonSampling) {
    const posteriors = policy.arms.map((arm) => policy.posterior(arm));
    return {
      class: '_ThompsonSampling',
      success: posteriors.map(({ success }) => success),
      fail: posteriors.map(({ fail }) => fail),
    };
  }
  if (policy instanceof Linear) {
    const models = policy.arms.map((arm) => policy.model(arm));
    return {
      class: '_Linear',
      num_features: policy.columns,
      models: models.map((model) => (model === null ? null : modelState(model, model.random === policy.addedRandom))),
    };
  }
  return { class: '_Random' };
}

/** Planes and buckets of the hash tables, in the trace's field names. */
const tablesState = (policy: LshNearest) => ({
  planes: policy.tables.map(({ planes }) => planes),
  tables: policy.tables.map(({ buckets }) =>
    [...buckets].map(([hash, plays]) => [hash, [...plays]] as const).sort(([a], [b]) => a - b),
  ),
});

/** What a bandit knows, in the trace's field names. */
export function banditState(bandit: Bandit): object {
  const { policy } = bandit;
  if (policy instanceof Neighbours) {
    const tables = policy instanceof LshNearest ? tablesState(policy) : {};
    return { arms: [...bandit.arms], n_history: policy.size, ...tables };
  }
  if (policy instanceof Clusters) {
    const { centers, labels } = policy.clustering;
    return {
      arms: [...bandit.arms],
      centers,
      labels,
      inertia: policy.inertia,
      clusters: policy.policies.map(policyState),
    };
  }
  if (policy instanceof TreeBandit) {
    const grown = policy.arms.map((arm) => policy.grown(arm));
    return {
      arms: [...bandit.arms],
      trees: grown.map((one) => (one === null ? null : treeState(one.tree))),
      leaf_rewards: grown.map((one) => (one === null ? [] : leavesState(one.leaves))),
    };
  }
  return learnedState(bandit);
}

const treeState = ({ childrenLeft, childrenRight, feature, threshold }: RegressionTree) => ({
  children_left: childrenLeft,
  children_right: childrenRight,
  feature,
  threshold,
});

const leavesState = (leaves: ReadonlyMap<number, readonly number[]>) =>
  [...leaves].map(([leaf, rewards]) => [leaf, [...rewards]] as const).sort(([a], [b]) => a - b);

const learnedState = (bandit: Bandit) => ({
  arms: [...bandit.arms],
  lp: policyState(bandit.policy),
  status: bandit.arms.map((arm) => {
    const { trained, warmedBy } = bandit.status(arm);
    return [trained, warmedBy !== null, warmedBy];
  }),
  cold_arms: bandit.coldArms,
});
