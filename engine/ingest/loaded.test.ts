import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day, dayOf } from '../core/index.ts';
import { dayRanges } from './loaded.ts';

const FIRST = dayOf('2026-01-01');
const daysFrom = (gaps: readonly number[]): readonly Day[] => {
  let day = FIRST;
  return gaps.map((gap) => {
    day = addDays(day, gap);
    return day;
  });
};

/** Whether a day meets a condition, read as SQL would. */
function meets(condition: string, day: Day | null): boolean {
  if (condition === 'true') return true;
  if (day === null) return condition.includes('IS NULL');
  return [...condition.matchAll(/(<|>=) DATE '([^']+)'/g)].every(([, operator, bound = '']) =>
    operator === '<' ? day < bound : day >= bound,
  );
}

describe('parts of a load', () => {
  it('are as many as asked for, of as many days each', () => {
    expect(dayRanges('day', daysFrom([0, 1, 1, 1, 1]), 2)).toEqual([
      "(day < DATE '2026-01-04' OR day IS NULL)",
      "day >= DATE '2026-01-04'",
    ]);
    expect(dayRanges('day', daysFrom([0]), 8)).toEqual(['true']);
  });

  it('have each row exactly once, also one without a day or of another day', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 64 }),
        fc.option(fc.integer({ min: -50, max: 1300 })),
        (gaps, parts, offset) => {
          const ranges = dayRanges('day', daysFrom(gaps), parts);
          const day = offset === null ? null : addDays(FIRST, offset);
          expect(ranges.length).toBeLessThanOrEqual(parts);
          expect(ranges.filter((range) => meets(range, day))).toHaveLength(1);
        },
      ),
    );
  });
});
