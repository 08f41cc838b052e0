import type { ExperimentCheck, ExposureDay, Source } from '../../../contract/index.ts';
import type { ExperimentData } from '../../sums.ts';
import type { AdjustedComparison } from '../families.ts';
import type { Trend } from '../novelty.ts';
import type { Sources } from '../sources.ts';
import type { Standing } from '../standing.ts';
import { preExposureBias } from './bias.ts';
import { checkOf } from './check.ts';
import { noveltyCheck, suspiciousEffect } from './effects.ts';
import { enoughUnits, freshness, wholeWeeks } from './size.ts';
import { multipleExposure, sampleRatio, unknownVariation } from './split.ts';

export { worstOf } from './check.ts';

interface Given {
  readonly standing: Standing;
  readonly data: ExperimentData;
  readonly sums: Sources;
  readonly exposure: readonly ExposureDay[];
  readonly sources: readonly Source[];
}

/** The checks that need no effect. Some of them can fail; those of effects can only warn. */
export const dataChecks = ({ standing, data, sums, exposure, sources }: Given): readonly ExperimentCheck[] => [
  checkOf('sample_ratio', sampleRatio(standing, exposure)),
  checkOf('multiple_exposure', multipleExposure(standing, data)),
  checkOf('pre_exposure_bias', preExposureBias(standing, sums)),
  checkOf('unknown_variation', unknownVariation(standing, data)),
  checkOf('enough_units', enoughUnits(standing)),
  checkOf('whole_weeks', wholeWeeks(standing)),
  checkOf('freshness', freshness(standing, data, sources)),
];

/** The checks of effects; null where no effect is shown. */
export const effectChecks = (
  standing: Standing,
  comparisons: readonly AdjustedComparison[] | null,
  trends: readonly Trend[] | null,
): readonly ExperimentCheck[] => [
  checkOf('novelty', noveltyCheck(standing, trends)),
  checkOf('suspicious_effect', suspiciousEffect(standing, comparisons)),
];
