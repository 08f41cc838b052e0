import type { Day } from '../../core/index.ts';

/** What decides the whole sample. */
export interface SamplePlan {
  readonly seed: number;
  readonly from: Day;
  readonly through: Day;
}
