import type { ExposureDay } from '../../../contract/index.ts';
import { formatCount, formatCounted, formatPValue, formatRate } from '../../../serializer/index.ts';
import { sampleRatioPValue } from '../../stats/index.ts';
import type { ExperimentData } from '../../sums.ts';
import { READ_RULES } from '../rules.ts';
import type { Standing } from '../standing.ts';
import type { Finding } from './check.ts';

/** "p 0.034", "p <0.001". */
export const pText = (p: number): string => `p ${formatPValue(p)}`;

/** Whether the units came in the promised shares, by a test that may be looked at every day; χ² is said beside it. */
export function sampleRatio({ arms, units }: Standing, exposure: readonly ExposureDay[]): Finding {
  if (units === 0) return { outcome: 'unknown', evidence: 'No units yet.', next: 'Wait until units are exposed.' };
  const p = exposure.at(-1)?.sampleRatioPValue ?? 1;
  const chi = sampleRatioPValue(arms.map((arm) => ({ units: arm.units, weight: arm.planned })));
  const split = arms.map((arm) => `${arm.name} ${formatCount(arm.units)}`).join(', ');
  const promised = arms.map((arm) => formatRate(arm.planned)).join(' to ');
  const alarm = READ_RULES.sampleRatioAlarm;
  const odd = p < READ_RULES.sampleRatioWatch || chi < alarm;
  const outcome = p < alarm ? 'fail' : odd ? 'warn' : 'pass';
  return {
    outcome,
    evidence: `${split}, promised ${promised}: ${pText(p)}, valid at every look (χ² once: ${pText(chi)}).`,
    next:
      outcome === 'fail'
        ? 'Find out where units of one variation get lost: redirects, crashes, bots, late logging. Then start it anew.'
        : 'Watch the split; below 0.001 the experiment can not be read.',
    pValue: p,
  };
}

/** Units that saw several variations; they are left out of everything. */
export function multipleExposure({ units }: Standing, { multipleExposures: several }: ExperimentData): Finding {
  const all = units + several;
  if (all === 0) return { outcome: 'unknown', evidence: 'No units yet.', next: 'Wait until units are exposed.' };
  const share = several / all;
  const broken = share > READ_RULES.multipleShare && several >= READ_RULES.multipleUnits;
  return {
    outcome: broken ? 'fail' : several > 0 ? 'warn' : 'pass',
    evidence:
      several === 0
        ? `None of ${formatCounted(all, 'unit')} saw more than one variation.`
        : `${formatCount(several)} of ${formatCounted(all, 'unit')} (${formatRate(share)}) saw more than one variation and are left out.`,
    next: broken
      ? 'Make the assignment stable (the unit’s id, sticky bucketing), then start it anew.'
      : 'A few are usual; above 1 % the experiment can not be read.',
  };
}

/** Units in variations that the design does not have; they are left out too. */
export function unknownVariation({ units }: Standing, { unknownVariations }: ExperimentData): Finding {
  const strays = unknownVariations.reduce((sum, { units: n }) => sum + n, 0);
  if (strays === 0) {
    if (units === 0) return { outcome: 'unknown', evidence: 'No units yet.', next: 'Wait until units are exposed.' };
    return { outcome: 'pass', evidence: 'All units are in variations of the design.', next: null };
  }
  const share = strays / (units + strays);
  const names = unknownVariations.map(({ variation }) => variation).join(', ');
  return {
    outcome: share > READ_RULES.unknownShare ? 'fail' : 'warn',
    evidence: `${formatCounted(strays, 'unit')} (${formatRate(share)}) in variations that the design does not have: ${names}.`,
    next: 'Compare the keys of the variations in the design with those the product logs.',
  };
}
