import type { DecisionPayload, DryRun, ExperimentDecide } from '../../../engine/contract/index.ts';
import { canonicalJson, type Uuid } from '../../../engine/core/index.ts';
import { planArms } from './plan-arms.ts';

/** The one step of a decision: the flag and the decision over it, in one transaction. */
export const FLAG_STEP = 'flag';

/** Keys of `feature_flags` that are not flags of experiments. */
const RESERVED = ['kill_switch'];

/** Largest value and audience of a flag, in characters of their canonical JSON. */
const VALUE_MAX = 100_000;

/** The exact rows of a decision, checked here; the database's own rehearsal comes on top at dispatch. */
export function planDecision(payload: DecisionPayload, actionId: Uuid): DryRun {
  switch (payload.kind) {
    case 'experiment.decide':
      return planFlag(payload, actionId);
    case 'bandit.decide':
      return planArms(payload, actionId);
  }
}

function planFlag(payload: ExperimentDecide, actionId: Uuid): DryRun {
  const { flag, experimentKey, variation, outcome, designVersion, value, audience } = payload;
  const characters = canonicalJson(value).length + canonicalJson(audience ?? null).length;
  const checks = [
    {
      name: 'Flag is one of an experiment',
      passed: !RESERVED.includes(flag),
      note: RESERVED.includes(flag) ? `${flag} is a switch of the workspace` : flag,
    },
    {
      name: 'Value and audience fit',
      passed: characters <= VALUE_MAX,
      note: `${characters} of ${VALUE_MAX} characters`,
    },
    { name: 'Written once', passed: true, note: 'one row with the action id as its key, in one transaction' },
  ];
  return {
    passed: checks.every(({ passed }) => passed),
    checks,
    requests: [
      {
        step: FLAG_STEP,
        method: 'WRITE',
        path: `experiment_decisions, feature_flags/${flag}`,
        body: {
          actionId,
          experimentKey,
          designVersion,
          outcome,
          variation,
          flag,
          value,
          ...(audience === undefined ? {} : { audience }),
        },
      },
    ],
  };
}
