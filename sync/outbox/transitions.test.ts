import { describe, expect, it } from 'vitest';
import { actionStateSchema } from '../../engine/contract/index.ts';
import { isAtRest, mayFollow, TRANSITIONS } from './transitions.ts';

const STATES = actionStateSchema.options;

/** The table of docs/spec/outbox.md, written a second time by hand: from → to. */
const ALLOWED = new Set([
  'journaled→validating',
  'journaled→dead_letter',
  'journaled→discarded',
  'validating→validating',
  'validating→dispatching',
  'validating→dead_letter',
  'validating→superseded',
  'validating→discarded',
  'dispatching→dispatching',
  'dispatching→outcome_unknown',
  'dispatching→confirmed',
  'dispatching→dead_letter',
  'dispatching→discarded',
  'outcome_unknown→reconciling',
  'outcome_unknown→dead_letter',
  'reconciling→reconciling',
  'reconciling→dispatching',
  'reconciling→dead_letter',
  'confirmed→rolled_back',
  'dead_letter→validating',
  'dead_letter→reconciling',
  'dead_letter→discarded',
  'dead_letter→rolled_back',
]);

describe('transitions', () => {
  it.each(STATES.flatMap((from) => STATES.map((to) => [from, to] as const)))('[OB2] %s → %s', (from, to) => {
    expect(mayFollow(from, to)).toBe(ALLOWED.has(`${from}→${to}`));
  });

  it('[OB2] lets every state that is not at rest come to rest', () => {
    for (const from of STATES) {
      const reached = new Set([from]);
      for (const state of reached) for (const to of TRANSITIONS[state]) reached.add(to);
      expect([...reached].some(isAtRest)).toBe(true);
    }
  });
});
