import {
  type Comparison,
  type ExperimentMetric,
  type ExperimentRead,
  experimentReadSchema,
} from '../../../../engine/contract/index.ts';

const metric = (id: string, role: string) => ({
  id,
  name: id.replaceAll('_', ' '),
  role,
  better: 'higher',
  event: id,
  window: { delayHours: 0, hours: null },
  currency: null,
  kind: 'proportion',
});

const comparison = (variation: string, estimate: number | null) => ({
  variation,
  estimate,
  interval: estimate === null ? null : { low: estimate - 0.1, high: estimate + 0.1, level: 0.95 },
  pValue: estimate === null ? null : 0.01,
  adjustedPValue: estimate === null ? null : 0.02,
  chanceToWin: null,
  expectedLoss: estimate === null ? null : 0.001,
  difference: estimate === null ? null : estimate * 0.2,
  differenceInterval: null,
  dots: [],
  varianceReduction: null,
  reads: estimate === null ? 'no_read' : 'better',
  gap: estimate === null ? 'No unit has it yet.' : null,
  sentence: '',
});

const read = (id: string, role: string, estimates: readonly (readonly [string, number | null])[]) => ({
  metric: metric(id, role),
  arms: ['control', ...estimates.map(([variation]) => variation)].map((variation) => ({
    variation,
    units: 100,
    value: 0.2,
    interval: null,
    total: 20,
  })),
  comparisons: estimates.map(([variation, estimate]) => comparison(variation, estimate)),
});

/** A read with two treatments, a metric in each role, and one that could not be read. */
export const READ: ExperimentRead = experimentReadSchema.parse({
  experiment: {
    design: {
      key: 'checklist',
      name: 'Checklist',
      hypothesis: 'A checklist helps.',
      unit: 'user',
      flag: 'checklist',
      defaultValue: false,
      variations: ['control', 'short', 'long'].map((key) => ({
        key,
        name: key.toUpperCase(),
        weight: 1 / 3,
        value: key,
        description: '',
      })),
      coverage: 1,
      targeting: {},
      namespace: null,
      holdout: null,
      hashVersion: 2,
      seed: 'checklist',
      sticky: true,
      metrics: [],
      rule: {
        method: 'sequential',
        alpha: 0.05,
        correction: 'holm',
        sides: 'two',
        prior: null,
        chanceToWin: 0.95,
        covariateDays: 14,
        minDays: 14,
        minUnits: 100,
        guardrailMargin: 0.02,
      },
      plan: null,
    },
    status: 'running',
    version: 1,
    createdAt: '2026-10-01T00:00:00.000Z',
    startedAt: '2026-10-02T00:00:00.000Z',
    since: null,
    stoppedAt: null,
    decidedAt: null,
    decision: null,
  },
  verdict: { state: 'ship', variation: 'long', reason: 'It is better.', change: 'Nothing.', daysLeft: null },
  checks: [],
  firstDay: '2026-10-02',
  lastDay: '2026-11-21',
  units: 300,
  arms: [],
  metrics: [
    read('errors', 'guardrail', [
      ['short', 0],
      ['long', -0.01],
    ]),
    read('sign_up', 'goal', [
      ['short', 0.05],
      ['long', 0.2],
    ]),
    read('sessions', 'secondary', [
      ['short', null],
      ['long', 0.02],
    ]),
  ],
  daily: [],
  exposure: [],
  segments: [],
  novelty: [],
  progress: {
    days: 51,
    units: 300,
    plannedDays: null,
    plannedUnits: null,
    detectable: null,
    curve: [],
    sentence: '',
  },
  sentence: 'Long is better.',
  caveats: [],
  sources: [],
});

export const metricOf = (id: string): ExperimentMetric | undefined =>
  READ.metrics.find(({ metric: { id: own } }) => own === id)?.metric;

export const comparisonOf = (id: string, variation: string): Comparison | undefined =>
  READ.metrics
    .find(({ metric: { id: own } }) => own === id)
    ?.comparisons.find((candidate) => candidate.variation === variation);
