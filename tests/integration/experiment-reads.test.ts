import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  type ExperimentRead,
  type ExperimentRecord,
  experimentListSchema,
  experimentReadSchema,
  journalEntrySchema,
  type ProofMeasure,
  proofSchema,
} from '../../engine/contract/index.ts';
import { instantOf } from '../../engine/core/index.ts';
import {
  ExperimentListing,
  readExperiment,
  readExperimentDays,
  readExperimentList,
  readVocabulary,
} from '../../engine/experiments/index.ts';
import { sampleHistory } from '../../engine/experiments/sample/index.ts';
import { measureExperiment } from '../../engine/proofs/experiment-measures.ts';
import { isExperiment } from '../../engine/proofs/experiment-ref.ts';
import { makeProof, parseProofRef, proofRef, proofRows, readProof } from '../../engine/proofs/index.ts';
import { type AnalyticsEngine, analyticsEngine } from '../../engine/store/cache/index.ts';
import { emptyState, foldAll } from '../../engine/store/journal/index.ts';
import { succeeded } from '../support/cache-fixture.ts';
import { manualClock } from '../support/clock.ts';
import { SAMPLE_CURRENCY, SAMPLE_NOW, type Sample, withSample } from '../support/sample-cache.ts';
import { withoutTiles } from '../support/without-tiles.ts';

let sample: Sample;
let records: readonly ExperimentRecord[];
const reads = new Map<string, ExperimentRead>();

const recordOf = (key: string): ExperimentRecord => {
  const record = records.find(({ design }) => design.key === key);
  if (record === undefined) throw new Error(`no record of ${key}`);
  return record;
};
const readOf = (key: string): ExperimentRead => {
  const read = reads.get(key);
  if (read === undefined) throw new Error(`${key} was not read`);
  return read;
};

beforeAll(async () => {
  sample = await withSample();
  const created = {
    type: 'workspace.created',
    workspaceId: '01930000-0000-7000-8000-000000000001',
    name: 'Sample',
  } as const;
  const happened = [{ at: instantOf(0), events: [created] }, ...sampleHistory(sample.through, SAMPLE_CURRENCY)];
  const entries = happened
    .flatMap(({ at, events }) => events.map((event) => ({ at, actor: 'system', event })))
    .map((entry, index) => journalEntrySchema.omit({ prev: true, hash: true }).parse({ ...entry, seq: index + 1 }));
  records = [...foldAll(emptyState, entries).experiments.values()];
  for (const experiment of records)
    reads.set(experiment.design.key, succeeded(await readExperiment(sample.engine, { experiment })));
}, 240_000);

describe('the experiments of the sample', () => {
  it('[EX87] have reads of their contract', () => {
    expect(reads.size).toBe(7);
    for (const read of reads.values()) expect(experimentReadSchema.safeParse(read).error).toBeUndefined();
  });

  it('[EX87] the planted effect is within the interval, and it is shipped', () => {
    const read = readOf('onboarding-checklist');
    const planted = sample.truth.experiments.find(({ experimentKey }) => experimentKey === 'onboarding-checklist');
    const [comparison] = read.metrics[0]?.comparisons ?? [];
    expect(comparison?.interval?.low).toBeLessThan((planted?.uplift ?? Number.NaN) - 1);
    expect(comparison?.interval?.high).toBeGreaterThan((planted?.uplift ?? Number.NaN) - 1);
    expect(read.verdict).toMatchObject({ state: 'ship', variation: 'treatment' });
    expect(read.checks.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
  });

  it('[EX87] the planted harm is within the interval, and it is rolled back', () => {
    const read = readOf('trial-card-first');
    const planted = sample.truth.experiments.find(({ experimentKey }) => experimentKey === 'trial-card-first');
    const [comparison] = read.metrics[0]?.comparisons ?? [];
    expect(comparison?.interval?.low).toBeLessThan((planted?.uplift ?? Number.NaN) - 1);
    expect(comparison?.interval?.high).toBeGreaterThan((planted?.uplift ?? Number.NaN) - 1);
    expect(comparison?.interval?.high).toBeLessThan(0);
    expect(read.verdict.state).toBe('roll_back');
  });

  it('[EX87] every verdict can be seen', () => {
    expect(readOf('reminder-rhythm').verdict.state).toBe('keep_running');
    expect(readOf('reminder-rhythm').metrics).toHaveLength(10);
    expect(readOf('annual-plan-first').verdict.state).toBe('no_data');
    const running = [...reads.values()].filter(({ experiment }) => experiment.status !== 'draft');
    expect(new Set(running.map(({ verdict }) => verdict.state)).size).toBe(6);
  });

  it('[EX87] two equal halves are not told apart, at the end of no day', () => {
    const read = readOf('pricing-page-aa');
    expect(['keep_running', 'ready_for_review']).toContain(read.verdict.state);
    const goal = read.daily.filter(({ metric }) => metric === 'sign_up');
    expect(goal.length).toBeGreaterThan(20);
    for (const { low, high } of goal) {
      expect(low ?? -1).toBeLessThan(0);
      expect(high ?? 1).toBeGreaterThan(0);
    }
  });

  it('[EX87] the broken split is unhealthy, and shows no effect', () => {
    const read = readOf('shorter-sign-up');
    expect(read.verdict.state).toBe('unhealthy');
    expect(read.checks.find(({ id }) => id === 'sample_ratio')?.outcome).toBe('fail');
    expect(read.metrics.flatMap(({ comparisons }) => comparisons.map(({ estimate }) => estimate))).toEqual(
      read.metrics.map(() => null),
    );
  });

  it('[EX65] have the units and sign-ups that SQL written by hand counts', async () => {
    // To the end of the experiment: what happened after the stop does not count.
    const { stoppedAt } = recordOf('onboarding-checklist');
    const counted = z
      .array(z.object({ experiment_key: z.string(), variation: z.string(), units: z.number(), signed: z.number() }))
      .parse(
        await sample.rows(
          `WITH units AS (SELECT experiment_key, unit_id, any_value(variation) AS variation, min(exposed_at) AS seen
             FROM ab_exposures GROUP BY ALL),
           signed AS (SELECT DISTINCT units.experiment_key, units.unit_id FROM units JOIN ab_outcomes USING (unit_id)
             WHERE metric = 'sign_up' AND occurred_at >= seen
               AND (experiment_key <> 'onboarding-checklist' OR occurred_at < '${stoppedAt?.slice(0, 19)}'::TIMESTAMP))
           SELECT experiment_key, variation, count(*)::INTEGER AS units, count(signed.unit_id)::INTEGER AS signed
           FROM units LEFT JOIN signed USING (experiment_key, unit_id) GROUP BY ALL`,
        ),
      );
    expect(counted).toHaveLength(12);
    for (const { experiment_key, variation, units, signed } of counted) {
      const read = readOf(experiment_key);
      expect(read.arms.find((arm) => arm.variation === variation)?.units).toBe(units);
      const arm = read.metrics[0]?.arms.find((one) => one.variation === variation);
      expect(arm?.units).toBe(units);
      if (read.verdict.state !== 'unhealthy') expect(arm?.total).toBe(signed);
    }
  });

  it('[EX71] take variance away where units were there before', () => {
    const [sessions] =
      readOf('onboarding-checklist').metrics.find(({ metric }) => metric.id === 'sessions')?.comparisons ?? [];
    expect(sessions?.varianceReduction).toBeGreaterThan(0.5);
  });

  it('[EX85] are listed as their results say', async () => {
    const list = succeeded(await readExperimentList(sample.engine, { experiments: records }));
    expect(experimentListSchema.safeParse(list).error).toBeUndefined();
    expect(list.experiments.map(({ key }) => key)).toEqual(records.map(({ design }) => design.key));
    for (const row of list.experiments) {
      const read = readOf(row.key);
      expect(row.units).toBe(read.units);
      if (row.status === 'draft') continue;
      expect(row.verdict).toEqual(read.verdict);
      const comparisons = read.metrics[0]?.comparisons ?? [];
      const comparison = comparisons.find(({ variation }) => variation === row.effect?.variation) ?? comparisons[0];
      expect(row.effect?.estimate ?? null).toBe(comparison?.estimate);
      expect(row.effect?.interval ?? null).toEqual(comparison?.interval);
    }
    expect(list.undefined).toEqual([]);
    const without = succeeded(await readExperimentList(sample.engine, { experiments: records.slice(1) }));
    expect(without.undefined.map(({ key }) => key)).toEqual([records[0]?.design.key]);
  });

  it('[EX85] that did not change are not read again for the list', async () => {
    const asked: string[] = [];
    const watched: AnalyticsEngine = {
      query: (definition, params, signal) => {
        asked.push(definition.id);
        return sample.engine.query(definition, params, signal);
      },
    };
    const listing = new ExperimentListing();
    const first = succeeded(await listing.read(watched, { experiments: records }));
    const before = asked.splice(0).length;
    expect(succeeded(await listing.read(watched, { experiments: records }))).toEqual(first);
    expect(asked.length).toBeLessThan(before / 3);
    const again = asked.splice(0).length;
    const stopped = records.map((record) =>
      record.design.key === 'pricing-page-aa' ? { ...record, status: 'stopped' as const } : record,
    );
    const { experiments } = succeeded(await listing.read(watched, { experiments: stopped }));
    expect(asked.length).toBeGreaterThan(again);
    expect(experiments.find(({ key }) => key === 'pricing-page-aa')?.verdict?.state).toBe('ready_for_review');
  });

  it('[EX85] name the events a new one can be made from', async () => {
    const { baselines } = succeeded(await readVocabulary(sample.engine));
    expect(baselines.map(({ event }) => event)).toContain('sign_up');
  });

  it('[EX86] hand out their daily sums', async () => {
    const days = succeeded(await readExperimentDays(sample.engine, { experiment: recordOf('onboarding-checklist') }));
    expect(days.columns.slice(0, 4)).toEqual(['day', 'metric', 'variation', 'units']);
    const at = (row: (typeof days.rows)[number], column: string) => row[days.columns.indexOf(column)];
    const last = days.rows.findLast((row) => at(row, 'metric') === 'sign_up' && at(row, 'variation') === 'treatment');
    const arm = readOf('onboarding-checklist').metrics[0]?.arms[1];
    expect(last === undefined ? null : at(last, 'units')).toBe(arm?.units);
    expect(last === undefined ? null : at(last, 'x_mean')).toBeCloseTo(arm?.value ?? Number.NaN, 12);
  });
});

/** A number of the page: its reference and what is shown. */
interface Shown {
  readonly ref: string;
  readonly value: number | string | null;
}

const END = ['estimate', 'low', 'high'] as const;

/** Every number of a read with the reference a page would give it. Money is shown in minor units. */
function numbersOf(read: ExperimentRead): readonly Shown[] {
  const { key } = read.experiment.design;
  const shown: Shown[] = [];
  const add = (measure: ProofMeasure, keys: readonly string[], value: Shown['value']): void => {
    shown.push({ ref: proofRef(measure, ...keys), value });
  };
  const ends = (interval: { low: number; high: number } | null) => ({
    low: interval?.low ?? null,
    high: interval?.high ?? null,
  });
  const inMinor = (currency: string | null, value: number | null): number | null =>
    value === null || currency === null ? value : value * 100;
  add('experiment.units', [key, 'all', 'units'], read.units);
  for (const arm of read.arms) {
    add('experiment.units', [key, arm.variation, 'units'], arm.units);
    add('experiment.units', [key, arm.variation, 'share'], arm.share);
  }
  for (const { metric, arms, comparisons } of read.metrics) {
    const put = (variation: string, name: string, value: number | null) =>
      add('experiment.metric', [key, metric.id, variation, name], value);
    for (const arm of arms) {
      put(arm.variation, 'value', inMinor(metric.currency, arm.value));
      put(arm.variation, 'total', inMinor(metric.currency, arm.total));
      put(arm.variation, 'units', arm.units);
    }
    for (const one of comparisons) {
      const bounds = { estimate: one.estimate, ...ends(one.interval) };
      for (const name of END) put(one.variation, name, bounds[name]);
      put(one.variation, 'p', one.pValue);
      put(one.variation, 'adjusted_p', one.adjustedPValue);
      put(one.variation, 'chance', one.chanceToWin);
      put(one.variation, 'loss', one.expectedLoss);
      put(one.variation, 'difference', inMinor(metric.currency, one.difference));
      put(one.variation, 'difference_low', inMinor(metric.currency, ends(one.differenceInterval).low));
      put(one.variation, 'difference_high', inMinor(metric.currency, ends(one.differenceInterval).high));
      put(one.variation, 'variance_reduction', one.varianceReduction);
    }
  }
  for (const row of read.daily)
    for (const name of END) add('experiment.day', [key, row.day, row.metric, row.variation, name], row[name]);
  for (const row of read.exposure) {
    add('experiment.exposure', [key, row.day, row.variation, 'units'], row.units);
    add('experiment.exposure', [key, row.day, row.variation, 'cumulative'], row.cumulative);
    add('experiment.exposure', [key, row.day, row.variation, 'sample_ratio_p'], row.sampleRatioPValue);
  }
  for (const row of read.segments) {
    const put = (name: string, value: number | null) =>
      add('experiment.segment', [key, row.dimension, row.value, row.metric, row.comparison.variation, name], value);
    const bounds = { estimate: row.comparison.estimate, ...ends(row.comparison.interval) };
    put('units', row.units);
    for (const name of END) put(name, bounds[name]);
    put('p', row.comparison.pValue);
    put('adjusted_p', row.comparison.adjustedPValue);
    put('differs_p', row.differsPValue);
  }
  for (const row of read.novelty) {
    const bounds = { estimate: row.estimate, ...ends(row.interval) };
    const put = (name: string, value: number | null) =>
      add('experiment.novelty', [key, String(row.age), row.metric, row.variation, name], value);
    put('units', row.units);
    for (const name of END) put(name, bounds[name]);
  }
  for (const check of read.checks) add('experiment.check', [key, check.id], check.pValue ?? check.evidence);
  const { progress } = read;
  add('experiment.progress', [key, 'days'], progress.days);
  add('experiment.progress', [key, 'units'], progress.units);
  add('experiment.progress', [key, 'planned_days'], progress.plannedDays);
  add('experiment.progress', [key, 'planned_units'], progress.plannedUnits);
  add('experiment.progress', [key, 'detectable'], progress.detectable);
  add('experiment.progress', [key, 'days_left'], read.verdict.daysLeft);
  return shown;
}

describe('proofs of experiments', () => {
  /** Keeps answers, as the worker's engine for pages does: the same sums are asked for again and again. */
  let kept: AnalyticsEngine;
  beforeAll(() => {
    kept = analyticsEngine(sample.cache, () => 'fresh', manualClock(SAMPLE_NOW).millis, { keepAnswers: true });
  });

  it.each(['onboarding-checklist', 'pricing-page-aa', 'shorter-sign-up'])(
    '[EX86] every number of %s is made again the same',
    async (key) => {
      const numbers = numbersOf(readOf(key));
      expect(numbers.length).toBeGreaterThan(150);
      const same = (ref: string, value: Shown['value'], again: Shown['value']): void => {
        if (typeof value === 'number' && typeof again === 'number')
          expect(Math.abs(again - value), ref).toBeLessThanOrEqual(1e-12 * Math.abs(value));
        else expect(again, ref).toBe(value);
      };
      const again = succeeded(await readExperiment(sample.engine, { experiment: recordOf(key) }));
      const reader = withoutTiles(kept);
      const whole = new Set<string>();
      for (const { ref, value } of numbers) {
        const parsed = parseProofRef(ref);
        if (parsed === null || !isExperiment(parsed)) throw new Error(`${ref} is no reference`);
        const number = measureExperiment(again, parsed);
        expect(number?.label, ref).toBeTruthy();
        same(ref, value, number?.value.value ?? null);
        // One of each sort the whole way, through its queries.
        const sort = `${parsed.measure}/${parsed.keys.at(-1)}`;
        if (whole.has(sort)) continue;
        whole.add(sort);
        const proof = succeeded(await readProof(reader, { ref, experiments: records }));
        same(ref, value, proof.value.value);
        expect(proof.query.sql, ref).not.toBe('');
      }
      expect(whole.size).toBeGreaterThan(20);
    },
    120_000,
  );

  it('[EX86] state their query, sources, method and caveats', async () => {
    const clock = manualClock(SAMPLE_NOW);
    const ref = proofRef('experiment.metric', 'onboarding-checklist', 'sign_up', 'treatment', 'estimate');
    const reading = succeeded(await readProof(withoutTiles(sample.engine), { ref, experiments: records }));
    const proof = proofSchema.parse(makeProof(reading, clock));
    expect(proof.label).toBe('Effect of treatment on Sign-ups');
    expect(proof.value.kind).toBe('rate');
    expect(proof.method).toMatchObject({ name: 'Asymptotic confidence sequence', seed: null });
    expect(proof.method.parameters).toContainEqual({ name: 'Alpha', value: '0.05' });
    expect(proof.sources.map(({ dataset }) => dataset).toSorted()).toEqual(['ab_exposures', 'ab_outcomes']);
    expect(proof.query.sql).toContain('ab_outcomes');
    expect(proof.query.params.length).toBeGreaterThan(0);
    expect(proof.caveats.length).toBeGreaterThan(0);
  });

  it('[EX86] of what is held back are missing and say why', async () => {
    const ref = proofRef('experiment.metric', 'shorter-sign-up', 'sign_up', 'treatment', 'estimate');
    const reading = succeeded(await readProof(withoutTiles(sample.engine), { ref, experiments: records }));
    expect(reading.value.value).toBeNull();
    expect(reading.caveats[0]).toContain('can not be trusted');
  });

  it('[EX115] of what the data say for planning are those of the editor, with their days', async () => {
    const reader = withoutTiles(sample.engine);
    const { baselines } = succeeded(await readVocabulary(sample.engine));
    const signUp = baselines.find(({ event }) => event === 'sign_up');
    if (signUp === undefined) throw new Error('the sample has sign-ups');
    const ref = (event: string, name: string) => proofRef('experiment.baseline', signUp.unit, event, name);
    const { units, mean, sd, share, unitsPerDay } = signUp;
    for (const [name, value] of Object.entries({ units, mean, sd, share, units_per_day: unitsPerDay }))
      expect(succeeded(await readProof(reader, { ref: ref('sign_up', name) })).value.value, name).toBe(value);
    const reading = succeeded(await readProof(reader, { ref: ref('sign_up', 'share') }));
    const proof = proofSchema.parse(makeProof(reading, manualClock(SAMPLE_NOW)));
    expect(proof.value.kind).toBe('rate');
    expect(proof.query.sql).toContain('ab_outcomes');
    expect(proof.sources.map(({ dataset }) => dataset)).toEqual(['ab_outcomes']);
    expect(proof.sources[0]?.rowsRead).toBeGreaterThan(0);
    const table = succeeded(await proofRows(reader, { ref: ref('sign_up', 'share') }));
    expect(table.rows).toHaveLength(baselines.length);
    for (const unknown of [ref('nothing', 'share'), ref('sign_up', 'median'), ref('sign_up', 'toString')])
      expect(await readProof(reader, { ref: unknown })).toMatchObject({ error: { code: 'PROOF_UNKNOWN' } });
  });

  it('[EX86] count experiments', async () => {
    const reader = withoutTiles(kept);
    const value = async (name: string) => {
      const ref = proofRef('experiment.count', name);
      return succeeded(await readProof(reader, { ref, experiments: records })).value.value;
    };
    expect(await value('experiments')).toBe(7);
    expect(await value('running')).toBe(5);
    expect(await value('ship')).toBe(1);
    expect(await value('unhealthy')).toBe(1);
    expect(await value('undefined')).toBe(0);
    const table = succeeded(
      await proofRows(reader, { ref: proofRef('experiment.count', 'ship'), experiments: records }),
    );
    expect(table.rows).toHaveLength(7);
  });

  it.each([
    [['experiment.metric', 'onboarding-checklist', 'sign_up', 'treatment', 'estimate'], 'day'],
    [['experiment.metric', 'onboarding-checklist', 'large_purchase', 'treatment', 'estimate'], 'metric'],
    [['experiment.exposure', 'onboarding-checklist', '2026-10-20', 'control', 'units'], 'day'],
    [['experiment.segment', 'onboarding-checklist', 'device', 'mobile', 'sign_up', 'treatment', 'p'], 'dimension'],
    [['experiment.novelty', 'onboarding-checklist', '0', 'sign_up', 'treatment', 'estimate'], 'age'],
  ] as const)('[EX86] have the sums they rest on as rows: %j', async ([measure, ...keys], column) => {
    const request = { ref: proofRef(measure, ...keys), experiments: records };
    const table = succeeded(await proofRows(withoutTiles(kept), request));
    expect(table.columns[0]).toBe(column);
    expect(table.rows.length).toBeGreaterThan(1);
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
  });

  it.each([
    'experiment.units/absent/all/units',
    'experiment.units/onboarding-checklist/blue/units',
    'experiment.units/onboarding-checklist/all/median',
    'experiment.metric/onboarding-checklist/sign_up/control/estimate',
    'experiment.metric/onboarding-checklist/absent/treatment/estimate',
    'experiment.day/onboarding-checklist/2020-01-01/sign_up/treatment/low',
    'experiment.check/onboarding-checklist/absent',
    'experiment.count/maybe',
  ])('[EX86] of what there is not are refused: %s', async (ref) => {
    const reader = withoutTiles(kept);
    for (const result of [
      await readProof(reader, { ref, experiments: records }),
      await proofRows(reader, { ref, experiments: records }),
    ])
      expect(result.ok ? null : result.error.code).toBe('PROOF_UNKNOWN');
  });
});
