import { formatCounted } from '../../../serializer/index.ts';
import { effectOf, fixedHorizon } from '../../stats/index.ts';
import { READ_RULES } from '../rules.ts';
import { UNMEASURED_GAP } from '../sentences.ts';
import type { Sources } from '../sources.ts';
import type { Standing } from '../standing.ts';
import type { Finding } from './check.ts';
import { pText } from './split.ts';

interface Tested {
  readonly name: string;
  readonly variation: string;
  readonly p: number;
}

/** Welch's t tests of what the units did before they were exposed, each variation against the control. */
function beforeExposure({ design, asOf }: Standing, sources: Sources): readonly Tested[] {
  const [control, ...treatments] = design.variations;
  if (control === undefined) return [];
  // Of what the verdict rests on: the list, which reads no more than that, has to come to the same.
  const metrics = design.metrics.filter(({ role }) => role !== 'secondary');
  return metrics.flatMap((metric) =>
    treatments.flatMap(({ key }) => {
      const [a, b] = [sources.at(metric.id, control.key, asOf).sums.u, sources.at(metric.id, key, asOf).sums.u];
      if (a === null || b === null) return [];
      const effect = effectOf({ kind: 'mean', moments: a }, { kind: 'mean', moments: b }, { difference: 'absolute' });
      return effect.known ? [{ name: metric.name, variation: key, p: fixedHorizon(effect).pValue }] : [];
    }),
  );
}

/** Units that differ before anything was done to them were not split at random. p-values are Bonferroni's. */
export function preExposureBias(standing: Standing, sources: Sources): Finding {
  const tests = beforeExposure(standing, sources);
  const [first, ...others] = tests;
  if (!standing.measured) return { outcome: 'unknown', evidence: UNMEASURED_GAP, next: 'Load ab_outcomes.' };
  if (first === undefined)
    return {
      outcome: 'unknown',
      evidence: 'There are no events from before the exposure to compare.',
      next:
        standing.design.rule.covariateDays > 0
          ? 'It is compared once there are units with events from before.'
          : 'Set days of covariate in the next design to have this checked.',
    };
  const least = others.reduce((smallest, test) => (test.p < smallest.p ? test : smallest), first);
  const p = Math.min(1, least.p * tests.length);
  const outcome = p < READ_RULES.preExposureAlarm ? 'fail' : 'pass';
  return {
    outcome,
    evidence:
      outcome === 'fail'
        ? `${least.variation} already differed in ${least.name} before the exposure (${pText(p)} over ${formatCounted(tests.length, 'test')}).`
        : `No difference before the exposure in ${formatCounted(tests.length, 'test')}; the largest is in ${least.name} (${pText(p)}).`,
    next: 'See whether the units were assigned by chance and counted from their first exposure, then start it anew.',
    pValue: p,
  };
}
