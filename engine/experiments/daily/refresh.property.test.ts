import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bruteForce } from './brute.fixture.ts';
import { METRICS, recordOf } from './design.fixture.ts';
import { readExperimentData } from './read.ts';
import { refreshExperimentDays } from './refresh.ts';
import { type Exposure, must, type Outcome, Trials } from './trial.fixture.ts';
import { dayText, expectSame, exposures, FIRST, LAST, outcomes, unmeasured } from './worlds.fixture.ts';

let trials: Trials;
beforeEach(async () => {
  trials = await Trials.open();
});
afterEach(() => trials.close());

/** Days of one dataset are loaded, or loaded again with other rows. */
const load = fc.record({
  dataset: fc.constantFrom('exposures', 'outcomes'),
  from: fc.integer({ min: FIRST - 4, max: LAST }),
  length: fc.integer({ min: 1, max: 4 }),
  exposures,
  outcomes,
  refresh: fc.boolean(),
});

const dayOfRow = ({ at }: { readonly at: string }): string => at.slice(0, 10);

describe('sums that are kept', () => {
  it('[EX58] are those of summing anew, in whatever order days are loaded and loaded again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(load, { minLength: 3, maxLength: 7 }), async (loads) => {
        await trials.close();
        trials = await Trials.open();
        const record = recordOf({ metrics: METRICS });
        let shown: Exposure[] = [];
        let events: Outcome[] = [];
        const last = { exposures: '', outcomes: '' };
        for (const { dataset, from, length, refresh, ...rows } of loads) {
          const days = Array.from({ length }, (_, index) => dayText(from + index)).filter(
            (day) => day <= dayText(LAST),
          );
          const through =
            [days.at(-1) ?? '', last[dataset === 'exposures' ? 'exposures' : 'outcomes']].toSorted()[1] ?? '';
          if (dataset === 'exposures') {
            const brought = rows.exposures.filter((row) => days.includes(dayOfRow(row)));
            if (brought.length === 0) continue;
            shown = [...shown.filter((row) => !days.includes(dayOfRow(row))), ...brought];
            last.exposures = through;
            await trials.exposures(days, through, brought);
          } else {
            const brought = rows.outcomes
              .filter((row) => days.includes(dayOfRow(row)))
              .map((row) => ({ ...row, value: row.value + 0.01 }));
            if (brought.length === 0) continue;
            events = [...events.filter((row) => !days.includes(dayOfRow(row))), ...brought];
            last.outcomes = through;
            await trials.outcomes(days, through, brought);
          }
          if (refresh) must(await refreshExperimentDays(trials.cache, [record]));
        }
        must(await refreshExperimentDays(trials.cache, [record]));
        expect(must(await refreshExperimentDays(trials.cache, [record])).refreshed).toBe(0);
        const { data, queries } = must(await readExperimentData(trials.engine, record));
        if (data.dataThrough === null) return;
        const read = events.length > 0 ? record : unmeasured(record);
        expectSame(data, bruteForce({ record: read, exposures: shown, outcomes: events, through: data.dataThrough }));
        if (data.daily.length > 0) expect(queries.map(({ id }) => id)).toContain('experiments.kept_days');
      }),
      { numRuns: 10 },
    );
  }, 200_000);
});
