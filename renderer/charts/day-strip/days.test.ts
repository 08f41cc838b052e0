import { expect, it } from 'vitest';
import { heightOf, signsOf, stripReach } from './days.ts';

const day = (at: number, state: 'usual' | 'gap' | 'restated') => ({ day: at, state, rows: 10 });

it('days next to each other in one state have one sign', () => {
  const days = [day(1, 'usual'), day(2, 'restated'), day(3, 'restated'), day(4, 'gap'), day(6, 'gap')];
  expect(signsOf({ id: 'a', name: 'a', days })).toEqual([
    { day: 2, length: 2, state: 'restated' },
    { day: 4, length: 1, state: 'gap' },
    { day: 6, length: 1, state: 'gap' },
  ]);
});

it('reaches from the first to the last day of any row', () => {
  const row = (id: string, first: number, last: number) => ({
    id,
    name: id,
    days: [day(first, 'usual'), day(last, 'usual')],
  });
  expect(stripReach([row('a', 5, 9), row('b', 2, 7)])).toEqual({ from: 2, to: 9 });
  expect(stripReach([])).toBeNull();
});

it('what is there is never as low as nothing', () => {
  expect([heightOf(null, 100), heightOf(0, 100), heightOf(50, 100), heightOf(900, 100)]).toEqual([0, 0, 0.5, 1]);
  expect(heightOf(1, 1e6)).toBeGreaterThan(0.1);
});
