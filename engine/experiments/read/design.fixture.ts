import type {
  DecisionRule,
  ExperimentDesign,
  ExperimentMetric,
  ExperimentPlan,
  ExperimentRecord,
} from '../../contract/index.ts';
import { instantOf } from '../../core/index.ts';
import { designWith, RULE, recordOf as recordOfDesign, shareOf } from '../design.fixture.ts';

export { RULE };

const WINDOW = { delayHours: 0, hours: null } as const;

const NAMED = { better: 'higher', window: WINDOW, currency: null } as const;

export const SIGN_UPS = shareOf('sign_up', { id: 'sign-ups', name: 'Sign-ups' });
export const SESSIONS: ExperimentMetric = {
  ...NAMED,
  id: 'sessions',
  name: 'Sessions',
  role: 'guardrail',
  kind: 'mean',
  event: 'sessions',
  capping: { kind: 'none' },
};
export const REVENUE: ExperimentMetric = {
  ...NAMED,
  id: 'revenue',
  name: 'Revenue',
  role: 'secondary',
  kind: 'mean',
  event: 'revenue',
  currency: 'EUR',
  capping: { kind: 'none' },
};

export const PLAN: ExperimentPlan = {
  minimumEffect: 0.1,
  power: 0.8,
  baseline: 0.2,
  sd: 0.4,
  unitsPerDay: 500,
  days: 21,
};

interface Wishes {
  readonly key?: string;
  /** Keys of the variations, the control first. Default control and treatment, evenly. */
  readonly variations?: readonly string[];
  readonly weights?: readonly number[];
  readonly metrics?: readonly ExperimentMetric[];
  readonly rule?: Partial<DecisionRule>;
  readonly plan?: ExperimentPlan | null;
  readonly status?: ExperimentRecord['status'];
}

/** A design that holds, with what a test wants of it. */
export function designOf(wishes: Wishes = {}): ExperimentDesign {
  const { key = 'trial', variations = ['control', 'treatment'], metrics = [SIGN_UPS, SESSIONS], plan = PLAN } = wishes;
  return designWith({
    key,
    name: key,
    hypothesis: '',
    flag: key,
    defaultValue: false,
    variations: variations.map((variation, index) => ({
      key: variation,
      name: variation,
      weight: wishes.weights?.[index] ?? 1 / variations.length,
      value: index,
      description: '',
    })),
    metrics,
    rule: { ...RULE, ...wishes.rule },
    plan,
  });
}

const AT = instantOf(Date.UTC(2026, 9, 1));
const LATER = instantOf(Date.UTC(2026, 11, 31));

/** Its record, running unless a test wants another. */
export function recordOf(wishes: Wishes = {}): ExperimentRecord {
  const status = wishes.status ?? 'running';
  return recordOfDesign(designOf(wishes), {
    status,
    createdAt: AT,
    startedAt: status === 'draft' ? null : AT,
    stoppedAt: status === 'stopped' || status === 'decided' ? LATER : null,
    decidedAt: status === 'decided' ? LATER : null,
  });
}
