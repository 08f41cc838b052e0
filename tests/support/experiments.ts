import {
  type ExperimentDecide,
  type ExperimentDesign,
  type ExperimentRecord,
  experimentDesignSchema,
  experimentRecordSchema,
} from '../../engine/contract/index.ts';
import type { EventDraft } from '../../engine/store/journal/index.ts';
import { ANA, decide, draft } from './spine-events.ts';

/** A design whose treatment is what {@link decide} ships. */
export const decidable = ({ experimentKey, flag, variation, value }: ExperimentDecide = decide()): ExperimentDesign =>
  experimentDesignSchema.parse({
    key: experimentKey,
    name: 'Shorter checkout',
    hypothesis: 'Fewer steps are finished more often.',
    unit: 'user',
    flag,
    defaultValue: { steps: 5 },
    variations: [
      { key: 'control', name: 'Five steps', weight: 0.5, value: { steps: 5 }, description: '' },
      { key: variation, name: 'Three steps', weight: 0.5, value, description: '' },
    ],
    coverage: 1,
    targeting: {},
    namespace: null,
    holdout: null,
    hashVersion: 2,
    seed: experimentKey,
    sticky: false,
    metrics: [metric('sign-ups', 'Sign-ups', 'goal'), metric('sessions', 'Sessions', 'guardrail')],
    rule: {
      method: 'sequential',
      alpha: 0.05,
      correction: 'holm',
      sides: 'two',
      prior: null,
      chanceToWin: 0.95,
      covariateDays: 0,
      minDays: 7,
      minUnits: 100,
      guardrailMargin: 0.02,
    },
    plan: null,
  });

const metric = (id: string, name: string, role: 'goal' | 'guardrail') => ({
  kind: 'proportion',
  id,
  name,
  role,
  better: 'higher',
  event: id,
  window: { delayHours: 0, hours: null },
  currency: null,
});

/** The experiment written down and started. */
export const experimentRunning = (of: ExperimentDecide = decide()): readonly EventDraft[] => [
  draft({ type: 'experiment.saved', design: decidable(of), version: 1 }, ANA),
  draft({ type: 'experiment.started', key: of.experimentKey, version: 1 }, ANA),
];

/** A design that runs. */
export const recordOf = (design: ExperimentDesign): ExperimentRecord =>
  experimentRecordSchema.parse({
    ...{ design, status: 'running', version: 1, createdAt: '2026-10-01T00:00:00.000Z' },
    ...{ startedAt: '2026-10-02T00:00:00.000Z', since: null, stoppedAt: null, decidedAt: null, decision: null },
  });
