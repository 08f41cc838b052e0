import { expect, it } from 'vitest';
import { byName, journeys, pathCount } from './attribution.fixture.ts';
import { journeysOf } from './journeys.ts';
import { firstTouch, lastNonDirect, lastTouch, linear } from './touch-rules.ts';

const data = journeys([
  ['meta email direct', 4, 10],
  ['direct direct', 3, 0],
  ['email meta meta', 2, 1],
]);

it('[AT9] each rule gives what it says', () => {
  const credits = (rule: typeof lastTouch) => byName(data, rule(data)(data.outcomes).conversions);
  expect(credits(lastTouch)).toEqual({ direct: 7, email: 0, meta: 2 });
  expect(credits(firstTouch)).toEqual({ direct: 3, email: 2, meta: 4 });
  expect(credits((paths) => lastNonDirect(paths))).toEqual({ direct: 3, email: 4, meta: 2 });
  const split = credits(linear);
  expect(split.direct).toBeCloseTo(4 / 3 + 3, 12);
  expect(split.email).toBeCloseTo(4 / 3 + 2 / 3, 12);
  expect(split.meta).toBeCloseTo(4 / 3 + 4 / 3, 12);
});

it('[AT9] value goes where the conversions go', () => {
  const valued = journeysOf([pathCount('meta', 2, 0, 50), pathCount('meta email', 1, 0, 30)]);
  expect(byName(valued, lastTouch(valued)(valued.outcomes).value)).toEqual({ email: 30, meta: 100 });
});

it('refuses a journey without a touch', () => {
  const none = { touches: [], conversions: 1, losses: 0, value: 0, valueSquares: 0 };
  expect(() => journeysOf([none])).toThrow(RangeError);
});
