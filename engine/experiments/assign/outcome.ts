import type { Json } from '../../core/index.ts';
import type { Experiment } from './definition.ts';

/** What one unit got from one experiment. */
export interface ExperimentResult {
  /** Key of the variation: its own, or its index. */
  readonly key: string;
  readonly featureId: string | null;
  /** False: the value is the first variation's, and the unit counts for nothing. */
  readonly inExperiment: boolean;
  /** Whether a hash decided, and not a person: only then the unit may be analysed. */
  readonly hashUsed: boolean;
  readonly variationId: number;
  readonly value: Json;
  readonly hashAttribute: string;
  readonly hashValue: Json;
  readonly stickyBucketUsed: boolean;
  readonly name?: string;
  /** Where the unit fell, on [0, 1). */
  readonly bucket?: number;
  readonly passthrough?: boolean;
  /** Leaf of the contextual bandit; −1 when none matched. */
  readonly leafId?: number;
  readonly variationWeights?: readonly number[];
  readonly banditVersion?: number;
}

export type FeatureSource =
  | 'unknownFeature'
  | 'disabled'
  | 'override'
  | 'defaultValue'
  | 'force'
  | 'experiment'
  | 'prerequisite'
  | 'cyclicPrerequisite';

/** What one unit gets of one feature, and why. */
export interface FeatureResult {
  readonly value: Json;
  readonly on: boolean;
  readonly off: boolean;
  readonly source: FeatureSource;
  /** Empty when no rule decided, or the rule has no id. */
  readonly ruleId: string;
  readonly experiment?: Experiment;
  readonly experimentResult?: ExperimentResult;
}

/** That a unit was put into an experiment by its hash: what analysis counts. */
export interface Exposure {
  readonly experiment: Experiment;
  readonly result: ExperimentResult;
}
