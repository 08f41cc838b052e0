import { describe, expect, it } from 'vitest';
import type { ExperimentRow, ExperimentVerdict } from '../../../../engine/contract/index.ts';
import { byNeed, matches } from './order.ts';

const row = (key: string, status: ExperimentRow['status'], state: ExperimentVerdict | null): ExperimentRow => ({
  reading: 'done',
  key,
  name: `The ${key} test`,
  status,
  flag: key,
  namespace: null,
  firstDay: null,
  days: 3,
  variations: 2,
  units: 10,
  goal: { metric: 'sign_up', name: 'Sign-ups' },
  effect: null,
  verdict: state === null ? null : { state, variation: null, reason: '', change: '', daysLeft: null },
  health: null,
});

describe('the list of experiments', () => {
  it('[EX90] what needs a person is first: trouble, then decisions, then what goes on, drafts, and what is done', () => {
    const rows = [
      row('done', 'decided', 'ship'),
      row('written', 'draft', null),
      row('goes-on', 'running', 'keep_running'),
      row('to-weigh', 'stopped', 'ready_for_review'),
      row('to-ship', 'running', 'ship'),
      row('broken', 'running', 'unhealthy'),
    ];
    expect(rows.toSorted(byNeed).map(({ key }) => key)).toEqual([
      'broken',
      'to-ship',
      'to-weigh',
      'goes-on',
      'written',
      'done',
    ]);
  });

  it('[EX90] every word of a search is in the name, the key or the goal', () => {
    const one = row('shorter-sign-up', 'running', 'ship');
    expect(matches(one, '')).toBe(true);
    expect(matches(one, 'SIGN shorter')).toBe(true);
    expect(matches(one, 'sign-ups test')).toBe(true);
    expect(matches(one, 'shorter price')).toBe(false);
  });
});
