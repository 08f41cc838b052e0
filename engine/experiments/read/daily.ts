import type { EffectDay } from '../../contract/index.ts';
import { relativeEffect } from './compare.ts';
import { extentOf } from './infer.ts';
import type { Sources } from './sources.ts';
import type { Standing } from './standing.ts';

/** The effects on goals and guardrails as they stood at the end of each day, by the rule's method. Quantiles have none. */
export function effectDays({ design, asOf }: Standing, sources: Sources): readonly EffectDay[] {
  const [control, ...treatments] = design.variations;
  if (control === undefined) return [];
  const metrics = design.metrics.filter(({ role, kind }) => role !== 'secondary' && kind !== 'quantile');
  const days = sources.days.filter((day) => asOf === null || day <= asOf);
  return days.flatMap((day) =>
    metrics.flatMap((metric) => {
      const base = sources.at(metric.id, control.key, day);
      return treatments.map(({ key }): EffectDay => {
        const effect = relativeEffect(metric, base, sources.at(metric.id, key, day), design.rule);
        const found = effect.known ? extentOf(effect, design.rule, metric) : null;
        return {
          day,
          metric: metric.id,
          variation: key,
          estimate: found?.estimate ?? null,
          low: found?.interval.low ?? null,
          high: found?.interval.high ?? null,
        };
      });
    }),
  );
}
