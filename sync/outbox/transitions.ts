import type { ActionState } from '../../engine/contract/index.ts';

/**
 * Which state may follow which (docs/spec/outbox.md, OB2). A state that follows itself records another attempt.
 * `confirmed` may only become `rolled_back`, by the rollback of it.
 */
export const TRANSITIONS: Readonly<Record<ActionState, readonly ActionState[]>> = {
  journaled: ['validating', 'dead_letter', 'discarded'],
  validating: ['validating', 'dispatching', 'dead_letter', 'superseded', 'discarded'],
  dispatching: ['dispatching', 'outcome_unknown', 'confirmed', 'dead_letter', 'discarded'],
  outcome_unknown: ['reconciling', 'dead_letter'],
  reconciling: ['reconciling', 'dispatching', 'dead_letter'],
  confirmed: ['rolled_back'],
  dead_letter: ['validating', 'reconciling', 'discarded', 'rolled_back'],
  discarded: [],
  rolled_back: [],
  superseded: [],
};

export const mayFollow = (from: ActionState, to: ActionState): boolean => TRANSITIONS[from].includes(to);

const AT_REST: readonly ActionState[] = ['confirmed', 'dead_letter', 'discarded', 'rolled_back', 'superseded'];

/** True when sync has nothing more to do for the action unless a person asks. */
export const isAtRest = (state: ActionState): boolean => AT_REST.includes(state);
