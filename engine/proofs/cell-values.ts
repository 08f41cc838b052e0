import type { BanditRead, ProofValue } from '../contract/index.ts';

type Unit = BanditRead['unit'];

/** How a value of an arm is written, by the reward's unit. */
export const valueKinds = { share: 'rate', per_currency: 'number', ratio: 'ratio' } as const;

/** A value of an arm in the reward's unit. */
export const valueIn = (unit: Unit, value: number | null): ProofValue => ({ kind: valueKinds[unit], value });

/** A difference of two values; one of shares is in percentage points. */
export const differenceIn = (unit: Unit, value: number | null): ProofValue =>
  unit === 'share' ? { kind: 'percentage_points', value } : valueIn(unit, value);
