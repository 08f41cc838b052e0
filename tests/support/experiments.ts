import { type ExperimentDecide, type ExperimentDesign, experimentDesignSchema } from '../../engine/contract/index.ts';
import { designWith, shareOf } from '../../engine/experiments/design.fixture.ts';
import type { EventDraft } from '../../engine/store/journal/index.ts';
import { ANA, decide, draft } from './spine-events.ts';

/** A design whose treatment is what {@link decide} ships. */
export const decidable = ({ experimentKey, flag, variation, value }: ExperimentDecide = decide()): ExperimentDesign =>
  experimentDesignSchema.parse(
    designWith({
      key: experimentKey,
      name: 'Shorter checkout',
      hypothesis: 'Fewer steps are finished more often.',
      flag,
      defaultValue: { steps: 5 },
      variations: [
        { key: 'control', name: 'Five steps', weight: 0.5, value: { steps: 5 }, description: '' },
        { key: variation, name: 'Three steps', weight: 0.5, value, description: '' },
      ],
      metrics: [
        shareOf('sign-ups', { name: 'Sign-ups' }),
        shareOf('sessions', { name: 'Sessions', role: 'guardrail' }),
      ],
      plan: null,
    }),
  );

/** The experiment written down and started. */
export const experimentRunning = (of: ExperimentDecide = decide()): readonly EventDraft[] => [
  draft({ type: 'experiment.saved', design: decidable(of), version: 1 }, ANA),
  draft({ type: 'experiment.started', key: of.experimentKey, version: 1 }, ANA),
];
