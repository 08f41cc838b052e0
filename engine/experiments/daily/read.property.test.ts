import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bruteForce } from './brute.fixture.ts';
import { METRICS, recordOf } from './design.fixture.ts';
import { readExperimentData } from './read.ts';
import { refreshExperimentDays } from './refresh.ts';
import { must, Trials } from './trial.fixture.ts';
import { dayText, expectSame, exposures, FIRST, LAST, outcomes, unmeasured } from './worlds.fixture.ts';

let trials: Trials;
beforeAll(async () => {
  trials = await Trials.open();
});
afterAll(() => trials.close());

const ALL_DAYS = Array.from({ length: LAST - FIRST + 6 }, (_, index) => dayText(FIRST - 5 + index));

describe('the sums of an experiment', () => {
  it('[EX50] [EX110] are what counting unit by unit and day by day gives, also when they are kept', async () => {
    const world = fc.record({
      exposures,
      outcomes,
      covariateDays: fc.constantFrom(0, 2, 7),
      startedAt: fc.constantFrom(null, '2026-11-06T12:00:00.000Z'),
      since: fc.constantFrom(null, '2026-11-04', '2026-11-07'),
      stoppedAt: fc.constantFrom(null, '2026-11-08T12:00:00.000Z', '2026-11-10T00:00:00.000Z'),
      behind: fc.integer({ min: 0, max: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(world, async ({ exposures: shown, outcomes: events, behind, ...rest }) => {
        const through = dayText(LAST - behind);
        await trials.exposures(ALL_DAYS, dayText(LAST), shown);
        await trials.outcomes(
          ALL_DAYS,
          through,
          events.filter(({ at }) => at.slice(0, 10) <= through),
        );
        const record = recordOf({ metrics: METRICS, ...rest });
        const { data } = must(await readExperimentData(trials.engine, record));
        if (data.dataThrough === null) return;
        const known = events.filter(({ at }) => at.slice(0, 10) <= through);
        const complete =
          known.length > 0
            ? bruteForce({ record, exposures: shown, outcomes: known, through })
            : bruteForce({ record: unmeasured(record), exposures: shown, outcomes: [], through: data.dataThrough });
        expectSame(data, complete);
        if (known.length === 0) return;
        must(await refreshExperimentDays(trials.cache, [record], { unitsAtOnce: 4 }));
        const kept = must(await readExperimentData(trials.engine, record));
        expectSame(kept.data, complete);
        expect(kept.queries.map(({ id }) => id)).toContain('experiments.kept_exposure');
      }),
      { numRuns: 25 },
    );
  }, 240_000);
});
