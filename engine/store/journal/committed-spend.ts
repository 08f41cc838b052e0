import type { ActionState } from '../../contract/index.ts';
import { addMoney, type Money, money, type Uuid } from '../../core/index.ts';
import type { ActionRecord, SpineState } from './state.ts';

const COUNTED: Readonly<Record<ActionState, 'always' | 'never' | 'when it may have an effect'>> = {
  journaled: 'always',
  validating: 'always',
  dispatching: 'always',
  outcome_unknown: 'always',
  reconciling: 'always',
  confirmed: 'always',
  dead_letter: 'when it may have an effect',
  discarded: 'never',
  rolled_back: 'never',
  superseded: 'never',
};

/**
 * Money per day that approved actions may be spending, in minor units of `currency`: in flight, of unknown outcome or
 * confirmed, and dead letters that may have made something. What caps are compared with.
 * `except` leaves one action out.
 * @throws RangeError when an action is in another currency: rates are data, not arithmetic.
 */
export function committedSpend(state: SpineState, currency: string, except?: Uuid): Money {
  let sum = money(0, currency);
  for (const record of state.actions.values()) {
    if (record.action.id === except || record.action.payload.kind !== 'creative.publish') continue;
    if (isCommitted(record)) sum = addMoney(sum, record.action.stakePerDay);
  }
  return sum;
}

function isCommitted(record: ActionRecord): boolean {
  switch (COUNTED[record.state]) {
    case 'always':
      return true;
    case 'never':
      return false;
    case 'when it may have an effect':
      return mayHaveEffect(record);
  }
}

/** Whether a step was started that is not known to have come to nothing. */
export const mayHaveEffect = (record: Pick<ActionRecord, 'steps'>): boolean =>
  record.steps.some((step) => step.phase !== 'not_done');
