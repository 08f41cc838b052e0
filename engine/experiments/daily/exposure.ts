import type { ExperimentData } from '../sums.ts';
import type { SumPlan } from './plan.ts';
import type { ExposureRow } from './queries/exposures.ts';

type Exposure = Pick<ExperimentData, 'exposure' | 'multipleExposures' | 'unknownVariations'>;

/** Tells the units that count from those of several variations, and of variations the design does not have. */
export function exposureOf({ variations }: SumPlan, rows: readonly ExposureRow[]): Exposure {
  const single = rows.filter(({ several }) => !several);
  const unknown = new Map<string, number>();
  for (const { variation, units } of single) {
    if (!variations.includes(variation)) unknown.set(variation, (unknown.get(variation) ?? 0) + units);
  }
  return {
    exposure: single
      .filter(({ variation }) => variations.includes(variation))
      .map(({ day, variation, units }) => ({ day, variation, units })),
    multipleExposures: rows.filter(({ several }) => several).reduce((sum, { units }) => sum + units, 0),
    unknownVariations: [...unknown].map(([variation, units]) => ({ variation, units })),
  };
}
