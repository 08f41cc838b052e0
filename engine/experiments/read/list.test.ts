import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExperimentRecord } from '../../contract/index.ts';
import { appError, err } from '../../core/index.ts';
import { METRICS, recordOf } from '../daily/design.fixture.ts';
import { refreshExperimentDays } from '../daily/index.ts';
import { must, Trials } from '../daily/trial.fixture.ts';
import { ExperimentListing, readExperimentList } from './list.ts';

let trials: Trials;
beforeEach(async () => {
  trials = await Trials.open();
}, 60_000);
afterEach(() => trials.close());

/** Eight units on each of three days, half in each arm, with something bought by every third. */
async function loadDay(day: string): Promise<void> {
  const units = Array.from({ length: 8 }, (_, index) => ({ unit: `${day}-${index}`, index }));
  await trials.exposures(
    [day],
    day,
    units.map(({ unit, index }) => ({
      experiment: 'trial',
      unit,
      at: `${day}T08:00:00`,
      variation: index % 2 === 0 ? 'control' : 'treatment',
      segment: null,
      device: null,
      country: null,
    })),
  );
  await trials.outcomes(
    [day],
    day,
    units
      .filter(({ index }) => index % 3 === 0)
      .map(({ unit, index }) => ({ unit, metric: 'revenue', at: `${day}T10:00:00`, value: index + 0.5 })),
  );
}

/** Eight units more, of another experiment; with an outcome, so that both datasets are complete through the day. */
async function alsoIn(experiment: string, day: string): Promise<void> {
  const known = Array.from({ length: 8 }, (_, index) => ({ unit: `${day}-${index}`, index }));
  const shown = (key: string) =>
    known.map(({ unit, index }) => ({
      experiment: key,
      unit,
      at: `${day}T09:00:00`,
      variation: index % 2 === 0 ? 'control' : 'treatment',
      segment: null,
      device: null,
      country: null,
    }));
  await trials.exposures(
    [day],
    day,
    day === '2026-11-05' ? [...shown('trial'), ...shown(experiment)] : shown(experiment),
  );
  await trials.outcomes([day], day, [{ unit: `${day}-0`, metric: 'revenue', at: `${day}T10:00:00`, value: 2 }]);
}

describe('the list of experiments', { timeout: 90_000 }, () => {
  it('[EX59] reads kept sums of the whole design, also where a row rests on a part of its metrics', async () => {
    const metrics = METRICS.map((metric, index) => ({
      ...metric,
      role: index % 2 === 0 ? ('goal' as const) : ('secondary' as const),
    }));
    const experiments = [recordOf({ metrics })];
    for (const day of ['2026-11-05', '2026-11-06', '2026-11-07']) await loadDay(day);
    const fromRows = must(await readExperimentList(trials.engine, { experiments }));
    const asked: string[] = [];
    const watched: typeof trials.engine = {
      query: (definition, params, signal) => {
        asked.push(definition.id);
        return trials.engine.query(definition, params, signal);
      },
    };
    const kept: string[] = [];
    const keep = async (records: readonly ExperimentRecord[]) => {
      kept.push(...records.map(({ design }) => design.key));
      return refreshExperimentDays(trials.cache, records);
    };
    const listing = new ExperimentListing();
    const list = must(await listing.read(watched, { experiments }, { keep }));
    expect(list.experiments).toEqual(fromRows.experiments);
    expect(asked).toContain('experiments.kept_days');
    expect(asked).not.toContain('experiments.exposure');
    must(await listing.read(watched, { experiments }, { keep }));
    expect(kept).toEqual(['trial']);
    const draft = experiments.map((record) => ({ ...record, status: 'draft' as const }));
    must(await listing.read(watched, { experiments: draft }, { keep }));
    expect(kept).toEqual(['trial']);
  });

  it('[EX118] is there at once, counts units next, and fills some rows at a time, those that run first', async () => {
    for (const day of ['2026-11-05', '2026-11-06']) await loadDay(day);
    const experiments = [
      { ...recordOf({ metrics: METRICS, key: 'trial' }), status: 'stopped' as const },
      recordOf({ metrics: METRICS, key: 'other' }),
      recordOf({ metrics: METRICS, key: 'empty' }),
      { ...recordOf({ metrics: METRICS, key: 'planned' }), status: 'draft' as const },
    ];
    await alsoIn('other', '2026-11-07');
    const asked: string[] = [];
    const watched: typeof trials.engine = {
      query: (definition, params, signal) => {
        asked.push(definition.id);
        return trials.engine.query(definition, params, signal);
      },
    };
    const listing = new ExperimentListing();
    const read = async (extent: 'record' | 'units' | 'some' | 'all') => {
      const list = must(await listing.read(watched, { experiments, extent }, { enough: () => true }));
      return { whole: list.reading, rows: list.experiments.map(({ reading }) => reading), list };
    };
    const first = await read('record');
    expect(first).toMatchObject({ whole: 'record', rows: ['record', 'record', 'record', 'record'] });
    expect(asked).toEqual(['experiments.through']);
    const counted = await read('units');
    expect(counted).toMatchObject({ whole: 'units', rows: ['units', 'units', 'done', 'done'] });
    expect(counted.list.experiments.map(({ units }) => units)).toEqual([16, 8, 0, 0]);
    expect(await read('some')).toMatchObject({ whole: 'units', rows: ['units', 'done', 'done', 'done'] });
    // Ended there and begun again: what was read is there with the records.
    expect(await read('record')).toMatchObject({ whole: 'units', rows: ['units', 'done', 'done', 'done'] });
    const done = await read('some');
    expect(done).toMatchObject({ whole: 'done', rows: ['done', 'done', 'done', 'done'] });
    expect(asked.filter((id) => id === 'experiments.units')).toHaveLength(1);
    expect(done.list).toEqual(must(await readExperimentList(trials.engine, { experiments })));
  });

  it('[EX118] does not stop at an experiment that waits for a load', async () => {
    await loadDay('2026-11-05');
    await alsoIn('other', '2026-11-05');
    const experiments = [recordOf({ metrics: METRICS }), recordOf({ metrics: METRICS, key: 'other' })];
    const large: typeof trials.engine = {
      query: (definition, params, signal) => {
        const sql =
          Object.values(params).includes('trial') && definition.id === 'experiments.size'
            ? definition.sql.replace(' AS units', ' * 1000000 AS units')
            : definition.sql;
        return trials.engine.query({ ...definition, sql }, params, signal);
      },
    };
    const list = must(
      await new ExperimentListing().read(large, { experiments, extent: 'some' }, { enough: () => true }),
    );
    expect(list).toMatchObject({
      reading: 'done',
      experiments: [{ reading: 'waiting', units: 8 }, { reading: 'done' }],
    });
    const failing = async () => err(appError('CACHE_MEMORY'));
    const failed = await new ExperimentListing().read(trials.engine, { experiments }, { keep: failing });
    expect(failed).toMatchObject({ ok: false, error: { code: 'CACHE_MEMORY' } });
  });
});
