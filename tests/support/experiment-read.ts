import {
  type ExperimentDesign,
  type ExperimentRead,
  type ExperimentRecord,
  type ExperimentVerdict,
  experimentReadSchema,
} from '../../engine/contract/index.ts';

const comparison = (estimate: number, reads: 'better' | 'worse' | 'cant_tell') => ({
  variation: 'treatment',
  estimate,
  interval: { low: estimate - 0.01, high: estimate + 0.01, level: 0.95 },
  pValue: reads === 'cant_tell' ? 0.4 : 0.001,
  adjustedPValue: reads === 'cant_tell' ? 0.4 : 0.001,
  chanceToWin: null,
  expectedLoss: null,
  difference: estimate / 10,
  differenceInterval: { low: (estimate - 0.01) / 10, high: (estimate + 0.01) / 10, level: 0.95 },
  dots: [],
  varianceReduction: null,
  reads,
  gap: null,
  sentence: '',
});

const metricRead = (metric: ExperimentDesign['metrics'][number], estimate: number, reads: 'better' | 'cant_tell') => ({
  metric,
  arms: ['control', 'treatment'].map((variation) => ({
    variation,
    units: 5_000,
    value: 0.1,
    interval: { low: 0.09, high: 0.11, level: 0.95 },
    total: 500,
  })),
  comparisons: [comparison(estimate, reads)],
});

const VARIATION: Readonly<Record<ExperimentVerdict, string | null>> = {
  ship: 'treatment',
  roll_back: 'treatment',
  ready_for_review: null,
  keep_running: null,
  unhealthy: null,
  no_data: null,
};

/** What a read of an experiment of two variations and a goal says, by its verdict. */
export function experimentRead(experiment: ExperimentRecord, state: ExperimentVerdict = 'ship'): ExperimentRead {
  const [goal, guardrail] = experiment.design.metrics;
  if (goal === undefined || guardrail === undefined) throw new Error('a goal and a guardrail were expected');
  return experimentReadSchema.parse({
    experiment,
    verdict: {
      state,
      variation: VARIATION[state],
      reason: `The verdict is ${state}.`,
      change: 'More data.',
      daysLeft: null,
    },
    checks: [
      {
        id: 'sample_ratio',
        title: 'Sample ratio',
        outcome: state === 'unhealthy' ? 'fail' : 'pass',
        evidence: 'Units were split as planned.',
        next: null,
        pValue: state === 'unhealthy' ? 0.00001 : 0.62,
      },
    ],
    firstDay: '2026-10-20',
    lastDay: '2026-11-01',
    units: 10_000,
    arms: ['control', 'treatment'].map((variation) => ({ variation, units: 5_000, share: 0.5, planned: 0.5 })),
    metrics: [metricRead(goal, 0.12, 'better'), metricRead(guardrail, 0.001, 'cant_tell')],
    daily: [],
    exposure: [],
    segments: [],
    novelty: [],
    progress: {
      days: 13,
      units: 10_000,
      plannedDays: null,
      plannedUnits: null,
      detectable: null,
      curve: [],
      sentence: '',
    },
    sentence: '',
    caveats: [],
    sources: [],
  });
}
