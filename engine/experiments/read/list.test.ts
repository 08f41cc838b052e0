import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { METRICS, recordOf } from '../daily/design.fixture.ts';
import { refreshExperimentDays } from '../daily/index.ts';
import { must, Trials } from '../daily/trial.fixture.ts';
import { ExperimentListing, readExperimentList } from './list.ts';

let trials: Trials;
beforeEach(async () => {
  trials = await Trials.open();
});
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

describe('the list of experiments', () => {
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
    const keep = async (record: (typeof experiments)[number]) => {
      kept.push(record.design.key);
      return refreshExperimentDays(trials.cache, [record]);
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
});
