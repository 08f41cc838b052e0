import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { METRICS, recordOf } from './design.fixture.ts';
import { readExperimentData } from './read.ts';
import { refreshExperimentDays } from './refresh.ts';
import { must, Trials } from './trial.fixture.ts';

let trials: Trials;
beforeEach(async () => {
  trials = await Trials.open();
  await loadDay('2026-11-05');
}, 60_000);
afterEach(() => trials.close());

const record = recordOf({ metrics: METRICS });
/** Eight units are more than this, also by an estimate; and fewer than `MANY`. */
const unitsAtOnce = 3;
const MANY = 100;

async function loadDay(day: string): Promise<void> {
  const units = Array.from({ length: 8 }, (_, index) => `${day}-${index}`);
  await trials.exposures(
    [day],
    day,
    units.map((unit, index) => ({
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
    units.map((unit, index) => ({ unit, metric: 'revenue', at: `${day}T10:00:00`, value: index + 0.5 })),
  );
}

const codeOf = async (most: number): Promise<string> => {
  const read = await readExperimentData(trials.engine, record, { unitsAtOnce: most });
  return read.ok ? 'read' : read.error.code;
};

/** Runs `work` while a load is open. */
async function duringLoad<T>(work: () => Promise<T>): Promise<T> {
  let end = (): void => undefined;
  const open = new Promise<void>((resolve) => {
    end = resolve;
  });
  let begun = (): void => undefined;
  const begins = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const load = trials.cache.load([], async () => {
    begun();
    await open;
  });
  await begins;
  try {
    return await work();
  } finally {
    end();
    must(await load);
  }
}

describe('an experiment with more units than are summed at once', { timeout: 90_000 }, () => {
  it('[EX119] waits for a load that runs, unless its sums are those of the data', async () => {
    const during = await duringLoad(async () => {
      const { refreshed } = must(await refreshExperimentDays(trials.cache, [record], { unitsAtOnce }));
      return { refreshed, large: await codeOf(unitsAtOnce), small: await codeOf(MANY) };
    });
    expect(during).toEqual({ refreshed: 0, large: 'EXPERIMENT_WAITS', small: 'read' });
    const rows = must(await readExperimentData(trials.engine, record)).data;
    must(await refreshExperimentDays(trials.cache, [record], { unitsAtOnce }));
    expect(await duringLoad(() => codeOf(unitsAtOnce))).toBe('read');
    expect(must(await readExperimentData(trials.engine, record, { unitsAtOnce })).data).toEqual(rows);
    await loadDay('2026-11-06');
    expect(await codeOf(unitsAtOnce)).toBe('EXPERIMENT_WAITS');
  });

  it('[EX119] has its sums kept also while it is a draft; a smaller draft has none', async () => {
    const draft = { ...record, status: 'draft' as const };
    const kept = async (most: number) =>
      must(await refreshExperimentDays(trials.cache, [draft], { unitsAtOnce: most })).refreshed;
    expect(await kept(MANY)).toBe(0);
    expect(await kept(unitsAtOnce)).toBe(1);
    expect(await kept(unitsAtOnce)).toBe(0);
    const { queries } = must(await readExperimentData(trials.engine, draft, { unitsAtOnce }));
    expect(queries.map(({ id }) => id)).toContain('experiments.kept_days');
  });
});
