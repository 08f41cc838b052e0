import type { DecisionRule, ExperimentMetric } from '../../../../engine/contract/index.ts';
import type { TargetingValues } from './condition.ts';
import type { ValueType } from './typed-text.ts';

/** A number being typed: a text while it is none, empty while there is none. Shares are in percent. */
export type Amount = number | string;

export interface VariationValues {
  /** Tells rows apart while they are edited. */
  readonly row: number;
  readonly key: string;
  readonly name: string;
  readonly weight: Amount;
  readonly value: string;
  readonly description: string;
}

export interface MetricValues {
  readonly row: number;
  readonly id: string;
  readonly name: string;
  readonly role: ExperimentMetric['role'];
  readonly better: ExperimentMetric['better'];
  readonly kind: ExperimentMetric['kind'];
  readonly event: string;
  readonly window: { readonly delayHours: Amount; readonly hours: Amount };
  readonly currency: string;
  readonly capping: {
    readonly kind: 'none' | 'value' | 'percentile';
    readonly value: Amount;
    readonly percentile: Amount;
  };
  readonly denominator: { readonly event: string; readonly of: 'sum' | 'count' };
  readonly level: Amount;
  readonly of: 'events' | 'units';
  readonly ignoreZeros: boolean;
}

export interface RuleValues {
  readonly method: DecisionRule['method'];
  readonly alpha: Amount;
  readonly correction: DecisionRule['correction'];
  readonly sides: DecisionRule['sides'];
  readonly hasPrior: boolean;
  readonly prior: { readonly mean: Amount; readonly sd: Amount };
  readonly chanceToWin: Amount;
  readonly covariateDays: Amount;
  readonly minDays: Amount;
  readonly minUnits: Amount;
  readonly guardrailMargin: Amount;
}

export interface PlanValues {
  readonly minimumEffect: Amount;
  readonly power: Amount;
  readonly baseline: Amount;
  readonly sd: Amount;
  readonly unitsPerDay: Amount;
  readonly days: Amount;
}

/** A design while it is written: the same names as the design, so that what is wrong is shown beside its field. */
export interface DesignValues {
  readonly key: string;
  readonly name: string;
  readonly hypothesis: string;
  readonly unit: string;
  readonly flag: string;
  readonly valueType: ValueType;
  readonly defaultValue: string;
  readonly variations: readonly VariationValues[];
  readonly coverage: Amount;
  readonly targeting: TargetingValues;
  readonly hasNamespace: boolean;
  readonly namespace: { readonly name: string; readonly from: Amount; readonly to: Amount };
  readonly holdout: string;
  readonly hashVersion: '1' | '2';
  readonly seed: string;
  readonly sticky: boolean;
  readonly metrics: readonly MetricValues[];
  readonly rule: RuleValues;
  readonly hasPlan: boolean;
  readonly plan: PlanValues;
}

let rows = 0;

/** A number that no other row of this window has. */
export const nextRow = (): number => {
  rows += 1;
  return rows;
};

export const NEW_METRIC = {
  id: '',
  name: '',
  role: 'goal',
  better: 'higher',
  kind: 'proportion',
  event: '',
  window: { delayHours: 0, hours: '' },
  currency: '',
  capping: { kind: 'none', value: '', percentile: 99 },
  denominator: { event: '', of: 'sum' },
  level: 90,
  of: 'units',
  ignoreZeros: true,
} as const satisfies Omit<MetricValues, 'row'>;

/** A new design: sequential, because people look every day; two even variations; a week at least. */
export const newDesign = (): DesignValues => ({
  key: '',
  name: '',
  hypothesis: '',
  unit: 'user',
  flag: '',
  valueType: 'boolean',
  defaultValue: 'false',
  variations: [
    { row: nextRow(), key: 'control', name: 'Control', weight: 50, value: 'false', description: '' },
    { row: nextRow(), key: 'treatment', name: 'Treatment', weight: 50, value: 'true', description: '' },
  ],
  coverage: 100,
  targeting: { mode: 'rows', join: 'and', rows: [], json: '{}' },
  hasNamespace: false,
  namespace: { name: '', from: 0, to: 100 },
  holdout: '',
  hashVersion: '2',
  seed: '',
  sticky: true,
  metrics: [],
  rule: {
    method: 'sequential',
    alpha: 5,
    correction: 'holm',
    sides: 'two',
    hasPrior: false,
    prior: { mean: 0, sd: 10 },
    chanceToWin: 95,
    covariateDays: 14,
    minDays: 7,
    minUnits: 100,
    guardrailMargin: 1,
  },
  hasPlan: true,
  plan: { minimumEffect: 5, power: 80, baseline: '', sd: '', unitsPerDay: '', days: 14 },
});
