import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { METRICS, recordOf } from './design.fixture.ts';
import { readExperimentData } from './read.ts';
import { refreshExperimentDays } from './refresh.ts';
import { type Exposure, must, type Outcome, Trials } from './trial.fixture.ts';
import { dayText, exposures, FIRST, LAST, outcomes } from './worlds.fixture.ts';

let together: Trials;
let alone: Trials;
const open = async (): Promise<void> => {
  together = await Trials.open();
  alone = await Trials.open();
};
const close = async (): Promise<void> => {
  await together.close();
  await alone.close();
};
beforeEach(open);
afterEach(close);

/** Two with the same plan, of which one counts from a day on, and one with fewer metrics. */
const RECORDS = [
  recordOf({ metrics: METRICS, key: 'trial' }),
  recordOf({ metrics: METRICS, key: 'later', since: dayText(FIRST + 2) }),
  recordOf({ metrics: METRICS.slice(0, 1), key: 'narrow' }),
];

const world = fc.record({
  shown: fc.tuple(exposures, exposures, exposures),
  events: outcomes,
  /** The data come in two loads, the second of which begins with this day. */
  cut: fc.integer({ min: FIRST + 1, max: LAST }),
  unitsAtOnce: fc.integer({ min: 1, max: 20 }),
});

async function load(
  trials: Trials,
  [from, to]: readonly [number, number],
  { shown, events }: { readonly shown: readonly Exposure[]; readonly events: readonly Outcome[] },
): Promise<void> {
  const days = Array.from({ length: to - from + 1 }, (_, index) => dayText(from + index));
  const through = dayText(to);
  const within = ({ at }: { readonly at: string }): boolean => days.includes(at.slice(0, 10));
  await trials.exposures(days, through, shown.filter(within));
  await trials.outcomes(days, through, events.filter(within));
}

describe('sums that are kept in one go', () => {
  it('[EX122] are those of each experiment alone, to the last digit, also after another day', async () => {
    await fc.assert(
      fc.asyncProperty(world, async ({ shown, events, cut, unitsAtOnce }) => {
        await close();
        await open();
        const rows = {
          shown: RECORDS.flatMap(({ design }, index) =>
            (shown[index] ?? []).map((row) => ({ ...row, experiment: design.key })),
          ),
          events,
        };
        for (const span of [[FIRST - 4, cut - 1] as const, [cut, LAST] as const]) {
          await load(together, span, rows);
          await load(alone, span, rows);
          const { refreshed } = must(await refreshExperimentDays(together.cache, RECORDS, { unitsAtOnce }));
          let one = 0;
          for (const record of RECORDS) one += must(await refreshExperimentDays(alone.cache, [record])).refreshed;
          expect(refreshed).toBe(one);
          for (const record of RECORDS) {
            const found = must(await readExperimentData(together.engine, record));
            const expected = must(await readExperimentData(alone.engine, record));
            expect(found.data).toEqual(expected.data);
            expect(found.queries.map(({ id }) => id)).toEqual(expected.queries.map(({ id }) => id));
          }
        }
      }),
      { numRuns: 5 },
    );
  }, 200_000);
});
