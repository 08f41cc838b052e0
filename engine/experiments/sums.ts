import type { Day } from '../core/index.ts';
import type { Moments } from './stats/index.ts';

/**
 * Centred sums of one metric over the units of one arm, enough to make every statistic of it again without the rows.
 * x: the value, or the numerator of a ratio. y: the denominator of a ratio. u and v: the same of the same units before
 * they were exposed (CUPED). Products are Σ (a − mean a)(b − mean b). What a metric does not have is null.
 */
export interface MetricSums {
  readonly x: Moments;
  readonly y: Moments | null;
  readonly u: Moments | null;
  readonly v: Moments | null;
  readonly xy: number | null;
  readonly xu: number | null;
  readonly xv: number | null;
  readonly yu: number | null;
  readonly yv: number | null;
  readonly uv: number | null;
}

interface OfArm {
  /** Id of the design's metric. */
  readonly metric: string;
  readonly variation: string;
  readonly sums: MetricSums;
}

/** As it stood at the end of `day`: units exposed by then, their events until then. A row of `ab_metrics_daily`. */
export interface MetricDay extends OfArm {
  readonly day: Day;
}

/** Over the whole experiment, of the units with this value of the dimension at their first exposure. */
export interface MetricSegment extends OfArm {
  readonly dimension: 'segment' | 'device' | 'country';
  readonly value: string;
}

/** Events that happened between `age` and `age` + 1 days after the first exposure, of units that have reached that age. */
export interface MetricAge extends OfArm {
  readonly age: number;
}

/** A quantile of an arm with the order statistics around it, at the end of the experiment so far. */
export interface ArmQuantile {
  readonly metric: string;
  readonly variation: string;
  readonly n: number;
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
  /** Per unit: x its events at or below the quantile, y its events; null when each unit has one value. */
  readonly clusters: { readonly x: Moments; readonly y: Moments; readonly cxy: number } | null;
}

/** All a read of one experiment is made from. */
export interface ExperimentData {
  /** Ordered by day, metric, variation. Quantile metrics have none. */
  readonly daily: readonly MetricDay[];
  readonly segments: readonly MetricSegment[];
  readonly ages: readonly MetricAge[];
  readonly quantiles: readonly ArmQuantile[];
  /** Units first exposed on the day, by variation; those with several variations are not in it. */
  readonly exposure: readonly { readonly day: Day; readonly variation: string; readonly units: number }[];
  /** Units that were exposed to more than one variation: left out of everything above. */
  readonly multipleExposures: number;
  /** Variations in the data that the design does not have; their units are left out. */
  readonly unknownVariations: readonly { readonly variation: string; readonly units: number }[];
  /** Last day of which both exposures and outcomes are complete; null: nothing was loaded. */
  readonly dataThrough: Day | null;
}
