import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainRows } from '../../store/cache/index.ts';
import { bruteForce } from './brute.fixture.ts';
import { METRICS, recordOf } from './design.fixture.ts';
import { readExperimentData } from './read.ts';
import { refreshExperimentDays } from './refresh.ts';
import { type Exposure, must, type Outcome, Trials } from './trial.fixture.ts';
import { dayText, expectSame } from './worlds.fixture.ts';

let trials: Trials;
beforeEach(async () => {
  trials = await Trials.open();
});
afterEach(() => trials.close());

const record = recordOf({ metrics: METRICS });

const shown = (unit: string, day: number, variation: string): Exposure => ({
  experiment: 'trial',
  unit,
  at: `${dayText(day)}T0${day % 10}:30:00`,
  variation,
  segment: unit < 'c' ? 'young' : null,
  device: 'mobile',
  country: unit,
});

/** Two units a day, seen again on the next two; on day 8 one of them with another variation. */
const EXPOSURES: readonly Exposure[] = [5, 6, 7, 8, 9, 10].flatMap((day) => [
  ...['a', 'b'].flatMap((name) =>
    [day, day + 1, day + 2]
      .filter((on) => on <= 10)
      .map((on) => shown(`${name}${day}`, on, name === 'a' ? 'control' : 'treatment')),
  ),
  ...(day === 8 ? [{ ...shown('a6', 8, 'treatment'), at: `${dayText(8)}T23:00:00` }] : []),
]);

const happened = (unit: string, metric: string, day: number, value: number): Outcome => ({
  unit,
  metric,
  at: `${dayText(day)}T12:00:00`,
  value,
});

const OUTCOMES: readonly Outcome[] = [4, 5, 6, 7, 8, 9, 10].flatMap((day) =>
  ['a5', 'b5', 'a6', 'b6', 'b7', 'a8', 'b10'].flatMap((unit, index) => [
    happened(unit, 'revenue', day, day + index / 4 + 0.01),
    ...(index % 2 === day % 2 ? [happened(unit, 'sessions', day, index + 0.25)] : []),
    ...(index % 3 === day % 3 ? [happened(unit, 'purchase', day, 1.01)] : []),
  ]),
);

const on = <T extends { readonly at: string }>(rows: readonly T[], day: number): T[] =>
  rows.filter(({ at }) => at.startsWith(dayText(day)));

async function loadDay(day: number, outcomes: readonly Outcome[] = OUTCOMES, exposures = EXPOSURES): Promise<void> {
  const through = dayText(day);
  await trials.exposures([through], through, on(exposures, day));
  await trials.outcomes([through], through, on(outcomes, day));
}

const rename = async (table: string, name: string) =>
  must(await trials.cache.read((connection) => connection.run(`ALTER TABLE workbench.${table} RENAME TO ${name}`)));

const refresh = async () => must(await refreshExperimentDays(trials.cache, [record])).refreshed;

/** Under which number the sums are kept: it changes when they are made anew. */
async function keptUnder(): Promise<unknown> {
  const rows = await trials.cache.read(async (connection) =>
    plainRows(await connection.runAndReadAll('SELECT id, through FROM workbench.ab_experiments')),
  );
  return must(rows)[0]?.id;
}

async function expectRight(through: number, outcomes = OUTCOMES, exposures = EXPOSURES): Promise<void> {
  const { data, queries } = must(await readExperimentData(trials.engine, record));
  const upTo = <T extends { readonly at: string }>(rows: readonly T[]) =>
    rows.filter(({ at }) => at.slice(0, 10) <= dayText(through));
  expectSame(
    data,
    bruteForce({ record, exposures: upTo(exposures), outcomes: upTo(outcomes), through: dayText(through) }),
  );
  expect(queries.map(({ id }) => id)).toContain('experiments.kept_days');
}

describe('sums that are kept', { timeout: 90_000 }, () => {
  it('[EX58] take a new day without summing anew, also when a unit turns out to have two variations', async () => {
    for (const day of [4, 5, 6]) await loadDay(day);
    expect(await refresh()).toBe(1);
    const first = await keptUnder();
    for (const day of [7, 8, 9, 10]) {
      await loadDay(day);
      expect(await refresh()).toBe(1);
      await expectRight(day);
      expect(await keptUnder()).toBe(first);
    }
    expect(await refresh()).toBe(0);
  });

  it('[EX58] take back days that are loaded again, and add them anew', async () => {
    for (const day of [4, 5, 6]) await loadDay(day);
    await refresh();
    for (const day of [7, 8, 9, 10]) {
      await loadDay(day);
      await refresh();
    }
    const first = await keptUnder();
    const restated = OUTCOMES.map((row) => (row.at.startsWith(dayText(8)) ? { ...row, value: row.value + 3 } : row));
    await trials.outcomes([dayText(8)], dayText(10), on(restated, 8));
    // The unit that had two variations on day 8 has one after all.
    const mended = EXPOSURES.filter((row) => !(row.unit === 'a6' && row.variation === 'treatment'));
    await trials.exposures([dayText(8)], dayText(10), on(mended, 8));
    expect(await refresh()).toBe(1);
    await expectRight(10, restated, mended);
    expect(await keptUnder()).toBe(first);
  });

  it('[EX59] are not read when they are not those of the data, or of the design', async () => {
    for (const day of [4, 5, 6]) await loadDay(day);
    await refresh();
    await loadDay(7);
    const { queries } = must(await readExperimentData(trials.engine, record));
    expect(queries.map(({ id }) => id)).not.toContain('experiments.kept_days');
    await refresh();
    const other = recordOf({ metrics: METRICS, covariateDays: 3 });
    const asked = must(await readExperimentData(trials.engine, other));
    expect(asked.queries.map(({ id }) => id)).not.toContain('experiments.kept_days');
    await expectRight(7);
  });

  it('[EX59] stay as they were when bringing them up to date is broken off', async () => {
    for (const day of [4, 5, 6]) await loadDay(day);
    await refresh();
    const rows = async () =>
      must(
        await trials.cache.read(async (connection) =>
          plainRows(
            await connection.runAndReadAll(`SELECT count(*) AS n, sum(amount)::BIGINT AS amount, (SELECT count(*) FROM workbench.ab_units)
              AS units, (SELECT sum(x)::VARCHAR FROM workbench.ab_increments) AS x FROM workbench.ab_events`),
          ),
        ),
      );
    const before = await rows();
    await loadDay(7);
    // The last table that is written is not there: all that was written before it must be undone.
    await rename('ab_increments', 'elsewhere');
    const outcome = await refreshExperimentDays(trials.cache, [record]);
    expect(outcome.ok ? 'done' : outcome.error.code).toBe('CACHE_QUERY_FAILED');
    await rename('elsewhere', 'ab_increments');
    expect(await rows()).toEqual(before);
    expect(await refresh()).toBe(1);
    await expectRight(7);
  });

  it('[EX58] are the same to the digit when they are made some units at a time', async () => {
    for (const day of [4, 5, 6, 7, 8, 9, 10]) await loadDay(day);
    const sums = async () => {
      const tables = ['ab_increments', 'ab_ages'].map(async (table) => {
        const named = table === 'ab_ages' ? 'metric, variation, age' : 'metric, name, dims, day';
        const arms = table === 'ab_ages' ? '' : 'JOIN workbench.ab_arms USING (id, arm)';
        const read = await trials.cache.read(async (connection) =>
          plainRows(
            await connection.runAndReadAll(`SELECT * REPLACE (dims::VARCHAR AS dims) FROM (
              SELECT ${named}, NULL AS dims, batch, sum(COLUMNS('^[nxyuv]{1,2}$'))::VARCHAR FROM workbench.${table} ${arms} GROUP BY ALL) ORDER BY ALL`),
          ),
        );
        return must(read);
      });
      return Promise.all(tables);
    };
    must(await refreshExperimentDays(trials.cache, [record], { unitsAtOnce: 1_000 }));
    const once = { sums: await sums(), ...must(await readExperimentData(trials.engine, record)) };
    expect(once.sums.map((rows) => rows.length > 0)).toEqual([true, true]);
    for (const table of ['experiments', 'inputs', 'arms', 'units', 'events', 'increments', 'ages'])
      must(await trials.cache.read((connection) => connection.run(`TRUNCATE workbench.ab_${table}`)));
    must(await refreshExperimentDays(trials.cache, [record], { unitsAtOnce: 3 }));
    expect(await sums()).toEqual(once.sums);
    expect(must(await readExperimentData(trials.engine, record)).data).toEqual(once.data);
    await expectRight(10);
  });

  it('[EX59] serve a design of quantiles alone, and a part of the metrics of another', async () => {
    for (const day of [4, 5, 6, 7, 8]) await loadDay(day);
    const quantiles = recordOf({ metrics: METRICS.filter(({ kind }) => kind === 'quantile'), key: 'trial' });
    const rows = must(await readExperimentData(trials.engine, quantiles)).data;
    expect(must(await refreshExperimentDays(trials.cache, [quantiles])).refreshed).toBe(1);
    const kept = must(await readExperimentData(trials.engine, quantiles));
    expect(kept.queries.map(({ id }) => id)).toContain('experiments.kept_exposure');
    expect(kept.data).toEqual(rows);
    await refresh();
    const goals = ['revenue', 'revenue-held', 'top-units'];
    const part = must(await readExperimentData(trials.engine, record, { only: ({ id }) => goals.includes(id) }));
    const whole = must(await readExperimentData(trials.engine, record)).data;
    const own = <T extends { readonly metric: string }>(found: readonly T[]) =>
      found.filter(({ metric }) => goals.includes(metric));
    expect(part.queries.map(({ id }) => id)).toContain('experiments.kept_days');
    expect(part.data.daily).toEqual(own(whole.daily));
    expect(part.data.ages).toEqual(own(whole.ages));
    expect(part.data.quantiles).toEqual(own(whole.quantiles));
    expect(part.data.segments).toEqual(own(whole.segments));
  });
});
