import type { ExperimentRead, ExperimentRecord, Source } from '../../contract/index.ts';
import type { ExperimentData } from '../sums.ts';
import { caveatsOf } from './caveats.ts';
import { dataChecks, effectChecks } from './checks/index.ts';
import { effectDays } from './daily.ts';
import { exposureDays } from './exposure.ts';
import { compareAll, metricReads } from './metrics.ts';
import { noveltyOf } from './novelty.ts';
import { progressOf } from './progress.ts';
import { segmentReads } from './segments.ts';
import { sourcesOf } from './sources.ts';
import { standingOf } from './standing.ts';
import { judge } from './verdict.ts';
import { foundSentence, verdictRead } from './wording.ts';

export interface AnalyseOptions {
  /** `summary` leaves out what the list does not show: effects by day and by part. Default `whole`. */
  readonly detail?: 'whole' | 'summary';
}

/**
 * Everything that is said about one experiment, from its design and its sums. Pure; no randomness.
 *
 * When a check fails no effect is computed into what is shown: not by metric, by day, by part or by age.
 */
export function analyseExperiment(
  record: ExperimentRecord,
  data: ExperimentData,
  sources: readonly Source[],
  { detail = 'whole' }: AnalyseOptions = {},
): ExperimentRead {
  const standing = standingOf(record, data, sources);
  const sums = sourcesOf(data);
  const exposure = exposureDays(standing, data);
  const found = dataChecks({ standing, data, sums, exposure, sources });
  const healthy = found.every(({ outcome }) => outcome !== 'fail');
  const comparisons = healthy && standing.measured ? compareAll(standing, sums) : null;
  const novelty = healthy ? noveltyOf(standing, data) : null;
  const checks = [...found, ...effectChecks(standing, comparisons, novelty?.trends ?? null)];
  const shown = comparisons ?? [];
  const { progress, daysLeft } = progressOf(standing, data, shown);
  const judgement = judge(standing, checks, shown);
  const given = { standing, judgement, checks, comparisons: shown, progress };
  const whole = healthy && detail === 'whole';
  return {
    experiment: record,
    verdict: verdictRead(given, daysLeft),
    checks,
    firstDay: standing.firstDay,
    lastDay: standing.lastDay,
    units: standing.units,
    arms: standing.arms.map(({ variation, units, planned }) => ({
      variation,
      units,
      share: standing.units === 0 ? 0 : units / standing.units,
      planned,
    })),
    metrics: metricReads(standing, sums, comparisons),
    daily: whole ? effectDays(standing, sums) : [],
    exposure,
    segments: whole ? segmentReads(standing, data) : [],
    novelty: novelty?.points ?? [],
    progress,
    sentence: foundSentence(given),
    caveats: caveatsOf(standing),
    sources,
  };
}
