import { type ExperimentDesign, type ExperimentRecord, uuidSchema } from '../../contract/index.ts';
import { instantOf } from '../../core/index.ts';
import { designWith, recordOf, shareOf } from '../design.fixture.ts';

const PROPOSAL = uuidSchema.parse('01930000-0000-7000-8000-000000000001');
const DAY_0 = Date.parse('2026-10-01T00:00:00.000Z');
const day = (n: number) => instantOf(DAY_0 + n * 86_400_000);

/** A design that could be started. */
export const design = (changes: Partial<ExperimentDesign> = {}): ExperimentDesign =>
  designWith({
    key: 'checkout',
    name: 'Shorter checkout',
    hypothesis: 'Fewer steps are finished more often.',
    flag: 'checkout',
    defaultValue: 'long',
    variations: [
      { key: 'control', name: 'As it is', weight: 0.5, value: 'long', description: '' },
      { key: 'treatment', name: 'Shorter', weight: 0.5, value: 'short', description: '' },
    ],
    seed: changes.key ?? 'checkout',
    metrics: [shareOf('sign_up', { name: 'Sign-ups' })],
    plan: { minimumEffect: 0.1, power: 0.8, baseline: 0.2, sd: 0.4, unitsPerDay: 500, days: 28 },
    ...changes,
  });

/** A record of that status: written on day 0, started on 1, stopped on 20, decided on 21 of October 2026. */
export function record(
  status: ExperimentRecord['status'],
  changes: Partial<ExperimentDesign> = {},
  decided: string = 'treatment',
): ExperimentRecord {
  const at = (least: ExperimentRecord['status'], n: number) =>
    ORDER.indexOf(status) >= ORDER.indexOf(least) ? day(n) : null;
  return recordOf(design(changes), {
    status,
    createdAt: day(0),
    startedAt: at('running', 1),
    stoppedAt: at('stopped', 20),
    decidedAt: at('decided', 21),
    decision:
      status === 'decided' ? { outcome: 'ship', variation: decided, reason: 'It won.', proposalId: PROPOSAL } : null,
  });
}

const ORDER: readonly ExperimentRecord['status'][] = ['draft', 'running', 'stopped', 'decided'];
