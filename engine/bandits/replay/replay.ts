import { z } from 'zod';
import type { Arm } from '../arm.ts';
import { Bandit } from '../bandit.ts';
import type { Binarizer, Plays, Rows } from '../learning/learning-policy.ts';
import { type Grown, neighbourhoodSchema } from '../neighbourhood/policy.ts';
import { policySchema } from '../policy.ts';
import { banditState, rngOf } from './state.ts';
import { playsOf, type TraceCase, type TraceDataset, type TraceOp, type TracePlays, thresholdsOf } from './trace.ts';

const rowsOf = (contexts: readonly (readonly number[])[]): Rows => ({
  values: Float64Array.from(contexts.flat()),
  count: contexts.length,
  columns: contexts[0]?.length ?? 0,
});

/** A policy by MABWiser's parameter names. */
function policyOf({ learning_policy: { name, params } }: TraceCase) {
  const { l2_lambda, binarizer: _binarizer, ...others } = params;
  return policySchema.parse({ name, ...others, ...(l2_lambda === undefined ? {} : { lambda: l2_lambda }) });
}

/** A neighbourhood by MABWiser's parameter names. */
function neighbourhoodOf({ neighborhood_policy: found }: TraceCase) {
  if (found === null) return undefined;
  const { n_dimensions, n_tables, no_nhood_prob_of_arm, n_clusters, tree_parameters, ...others } = found.params;
  return neighbourhoodSchema.parse({
    name: found.name,
    ...others,
    ...(n_dimensions === undefined ? {} : { dimensions: n_dimensions }),
    ...(n_tables === undefined ? {} : { tables: n_tables }),
    ...(n_clusters === undefined ? {} : { clusters: n_clusters }),
    ...(no_nhood_prob_of_arm == null ? {} : { withoutNeighbours: no_nhood_prob_of_arm }),
  });
}

const isBetter =
  (thresholds: ReadonlyMap<Arm, number>): Binarizer =>
  (arm, reward) =>
    reward > (thresholds.get(arm) ?? Number.POSITIVE_INFINITY);

/** One operation done: its result or the state after it, and that of the generator. */
export interface Replayed {
  readonly op: string;
  readonly result?: unknown;
  readonly state?: object;
  /** The class of the exception MABWiser raises where an operation is refused. */
  readonly raises?: string;
  readonly message?: string;
  readonly rng_after: object;
}

/** What a trace recorded of the state after an operation, by its place and the name of the field. */
export type Recorded = (operation: number, field: string) => unknown;

const clusteringSchema = z.object({ centers: z.array(z.array(z.number())), labels: z.array(z.int()) });
const treesSchema = z.array(
  z
    .object({
      children_left: z.array(z.int()),
      children_right: z.array(z.int()),
      feature: z.array(z.int()),
      threshold: z.array(z.number()),
    })
    .nullable(),
);

/** Groupings and trees as they were recorded: scikit-learn made them, and its generator is not ours. */
function grownAs(recorded: Recorded, at: () => { readonly operation: number; readonly arms: readonly Arm[] }): Grown {
  const field = (name: string) => recorded(at().operation, name);
  return {
    group: () => clusteringSchema.parse({ centers: field('centers'), labels: field('labels') }),
    grow: (arm) => {
      const tree = treesSchema.parse(field('trees'))[at().arms.indexOf(arm)];
      if (tree === null || tree === undefined) throw new RangeError(`no tree was recorded for ${arm}`);
      const { children_left, children_right, feature, threshold } = tree;
      return { childrenLeft: children_left, childrenRight: children_right, feature, threshold };
    },
  };
}

/**
 * Does the operations of one case one after the other, in mode `mabwiser`.
 * @param recorded gives the groupings and trees; everything else is computed.
 */
export function replayCase(
  one: TraceCase,
  dataset: TraceDataset,
  recorded: Recorded = () => undefined,
): readonly Replayed[] {
  const { binarizer } = one.learning_policy.params;
  const neighbourhood = neighbourhoodOf(one);
  let operation = 0;
  const bandit: Bandit = new Bandit({
    arms: one.arms,
    policy: policyOf(one),
    ...(neighbourhood === undefined ? {} : { neighbourhood }),
    seed: BigInt(one.seed),
    mode: 'mabwiser',
    grown: grownAs(recorded, () => ({ operation, arms: bandit.arms })),
    ...(typeof binarizer === 'string' ? { binarizer: isBetter(thresholdsOf(dataset, binarizer)) } : {}),
  });
  return one.ops.map((op, index) => {
    operation = index;
    const rngAfter = () => rngOf(bandit.randomState);
    try {
      const { state, ...done } = perform(bandit, op, { one, dataset });
      return {
        op: op.op,
        ...done,
        ...(state === undefined ? {} : { state: { ...state, ...treeParameters(one) } }),
        rng_after: rngAfter(),
      };
    } catch (fault) {
      if (!(fault instanceof RangeError)) throw fault;
      return { op: op.op, raises: 'ValueError', message: fault.message, rng_after: rngAfter() };
    }
  });
}

/** A trace repeats the parameters trees are grown with, with their seed. */
const treeParameters = ({ neighborhood_policy: found, seed }: TraceCase): object =>
  found?.name === 'TreeBandit'
    ? {
        tree_parameters: {
          ...z.record(z.string(), z.unknown()).parse(found.params.tree_parameters),
          random_state: seed,
        },
      }
    : {};

interface Surroundings {
  readonly one: TraceCase;
  readonly dataset: TraceDataset;
}

function perform(bandit: Bandit, op: TraceOp, { one, dataset }: Surroundings): Omit<Replayed, 'op' | 'rng_after'> {
  const plays = (): Plays => asPlays(playsOf(dataset, z.string().parse(op.data)), one);
  const arm = (): Arm => z.union([z.string(), z.number()]).parse(op.arm);
  switch (op.op) {
    case 'fit':
      bandit.fit(plays());
      return { state: banditState(bandit) };
    case 'partial_fit':
      bandit.partialFit(plays());
      return { state: banditState(bandit) };
    case 'predict': {
      const found = bandit.predict(contextsOf(op, dataset));
      return { result: op.single === true ? found[0] : found };
    }
    case 'predict_expectations': {
      const values = bandit.expectations(contextsOf(op, dataset));
      const size = bandit.arms.length;
      const rows = Array.from({ length: values.length / size }, (_, row) => [
        ...values.subarray(row * size, (row + 1) * size),
      ]).map((own) => own.map((value) => (Number.isNaN(value) ? 'NaN' : value)));
      return { result: op.single === true ? rows[0] : rows };
    }
    case 'add_arm':
      bandit.addArm(arm(), op.binarizer === undefined ? undefined : isBetter(thresholdsOf(dataset, op.binarizer)));
      return { state: banditState(bandit) };
    case 'remove_arm':
      bandit.removeArm(arm());
      return { state: banditState(bandit) };
    case 'warm_start':
      bandit.warmStart(new Map(dataset.arm_features), z.number().parse(op.distance_quantile));
      return { state: banditState(bandit) };
  }
}

const asPlays = (plays: TracePlays, { rewards }: TraceCase): Plays => ({
  decisions: plays.decisions,
  rewards: rewards === 'real' ? plays.rewards_real : plays.rewards_binary,
  contexts: plays.contexts === undefined ? null : rowsOf(plays.contexts),
});

/** The rows an operation asks about: none, all of the data set's, or one of them. */
function contextsOf({ contexts = null }: TraceOp, { predict = [] }: TraceDataset): Rows | null {
  if (contexts === null) return null;
  if (typeof contexts === 'string') return rowsOf(predict);
  return rowsOf(predict.slice(contexts, contexts + 1));
}
