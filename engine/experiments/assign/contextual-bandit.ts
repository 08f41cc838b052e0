import { equalWeights } from './buckets.ts';
import type { AssignmentContext, Experiment } from './definition.ts';
import { meetsTargeting } from './unit.ts';

/** Leaf of a unit that no context of the bandit describes. */
const NO_LEAF = -1;

/**
 * An experiment with the weights a contextual bandit gives to units like this: those of the first leaf whose condition
 * the unit meets, else the experiment's own. A bandit that is not there changes nothing.
 */
export function withBanditWeights(experiment: Experiment, bandit: string, context: AssignmentContext): Experiment {
  const bandits = context.contextualBandits ?? {};
  const definition = Object.hasOwn(bandits, bandit) ? bandits[bandit] : undefined;
  if (definition === undefined) return experiment;
  const { banditVersion } = definition;
  const leaf = definition.contexts?.find(({ condition }) => meetsTargeting(condition ?? {}, context));
  const weights = leaf?.weights ?? experiment.weights;
  return {
    ...experiment,
    weights,
    contextualBandit: {
      leafId: leaf?.leafId ?? NO_LEAF,
      variationWeights: weights ?? equalWeights(experiment.variations.length),
      banditVersion,
    },
  };
}
