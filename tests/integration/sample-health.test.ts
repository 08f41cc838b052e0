import { beforeAll, describe, expect, it } from 'vitest';
import { type DatasetHealthRow, type HealthFinding, type HealthOverview, TILES } from '../../engine/contract/index.ts';
import { instantOf } from '../../engine/core/index.ts';
import {
  type HealthReader,
  quarantinedCsv,
  readDatasetHealth,
  readHealthOverview,
  readLineage,
  readQuarantined,
} from '../../engine/health/index.ts';
import { readContracts } from '../../engine/ingest/index.ts';
import { proofRef, proofRows, readProof } from '../../engine/proofs/index.ts';
import { succeeded } from '../support/cache-fixture.ts';
import { contractsDir } from '../support/drops.ts';
import { SAMPLE_NOW, SAMPLE_ZONE, type Sample, withSample } from '../support/sample-cache.ts';

let sample: Sample;
let reader: HealthReader;
let overview: HealthOverview;

beforeAll(async () => {
  sample = await withSample();
  const moment = { now: instantOf(Date.parse(SAMPLE_NOW)), zone: SAMPLE_ZONE };
  reader = { engine: sample.engine, contracts: await readContracts(contractsDir), moment };
  overview = succeeded(await readHealthOverview(reader));
}, 240_000);

function rowOf(dataset: string): DatasetHealthRow {
  const row = overview.datasets.find(({ freshness }) => freshness.dataset === dataset);
  if (row === undefined) throw new Error(`${dataset} is not in the list`);
  return row;
}

const said = (row: DatasetHealthRow, kind: HealthFinding['kind']): readonly HealthFinding[] =>
  row.findings.filter((finding) => finding.kind === kind);

const seen = (findings: readonly HealthFinding[]) => findings.map(({ kind, from, to }) => [kind, from, to]);

describe('what is planted into the sample', () => {
  it('[DH11] is found, and nothing else is an alarm', () => {
    const { stale, gap, spike, partialDay } = sample.truth.planted;
    const alarms = overview.datasets.flatMap(({ freshness, findings }) =>
      findings
        .filter(({ weight }) => weight === 'alarm')
        .map(({ kind, from }) => `${freshness.dataset} ${kind} ${from}`),
    );
    // geo_daily and reach_daily sum the same rows as spend_daily, so the day of the spike is one in them too.
    expect(alarms.toSorted()).toEqual(
      [
        `${stale.dataset} stale ${stale.dataThrough}`,
        `${gap.dataset} gap ${gap.days[0]}`,
        `${partialDay.dataset} partial ${partialDay.day}`,
        ...[spike.dataset, 'geo_daily', 'reach_daily'].map((dataset) => `${dataset} spike ${spike.day}`),
      ].toSorted(),
    );
  });

  it('[DH11] whatever else is said is of a currency, a restated week, a new column or rows kept out', () => {
    const { currencyChange, restated, addedColumn } = sample.truth.planted;
    const notices = overview.datasets.flatMap(({ freshness, findings }) =>
      findings.filter(({ weight }) => weight === 'notice').map(({ kind }) => `${freshness.dataset} ${kind}`),
    );
    expect(notices.toSorted()).toEqual(
      [
        `${currencyChange.dataset} currency`,
        'reach_daily currency',
        `${restated.dataset} restated`,
        `${addedColumn.dataset} columns`,
        'creative_daily kept_out',
      ].toSorted(),
    );
  });

  it('[DH1] the stopped source is stale, all others are fresh', () => {
    const { stale } = sample.truth.planted;
    for (const { freshness } of overview.datasets)
      expect([freshness.dataset, freshness.state]).toEqual([
        freshness.dataset,
        freshness.dataset === stale.dataset ? 'stale' : 'fresh',
      ]);
  });

  it('[DH2] the gap has its days', () => {
    const { gap } = sample.truth.planted;
    const row = rowOf(gap.dataset);
    expect(seen(said(row, 'gap'))).toEqual([['gap', gap.days[0], gap.days.at(-1)]]);
    expect(said(row, 'gap')[0]?.figures[0]?.value.value).toBe(gap.days.length);
    expect(row.rows.days.filter(({ state }) => state === 'gap').map(({ day }) => day)).toEqual(gap.days);
  });

  it('[DH4] the spike of spend is found although the rows of that day are as usual', async () => {
    const { spike } = sample.truth.planted;
    const row = rowOf(spike.dataset);
    const [found] = said(row, 'spike');
    expect(found?.text).toContain(spike.channel);
    expect(row.rows.days.find(({ day }) => day === spike.day)?.state).toBe('usual');
    const [spent] = await sample.rows(
      `SELECT sum(spend_minor)::DOUBLE AS spent FROM ${spike.dataset} WHERE day = '${spike.day}' AND channel = '${spike.channel}'`,
    );
    const figure = (part: string) => found?.figures.find(({ id }) => id.startsWith('spend_minor') && id.endsWith(part));
    expect(figure('.value')?.value.value).toBe(spent?.spent);
    const usual = figure('.usual')?.value.value;
    if (typeof usual !== 'number' || typeof spent?.spent !== 'number') throw new Error('both are numbers');
    expect(spent.spent / usual).toBeGreaterThan(0.8 * spike.factor);
    expect(spent.spent / usual).toBeLessThan(1.2 * spike.factor);
  });

  it('[DH7] the day that came in part is not complete, though all its rows are there', () => {
    const { partialDay } = sample.truth.planted;
    const [found] = said(rowOf(partialDay.dataset), 'partial');
    const value = (id: string) => found?.figures.find((figure) => figure.id === id)?.value.value;
    const [now, usual] = [value('sessions.now'), value('sessions.usual')];
    if (typeof now !== 'number' || typeof usual !== 'number') throw new Error('both are numbers');
    expect(now / usual).toBeGreaterThan(partialDay.share - 0.1);
    expect(now / usual).toBeLessThan(partialDay.share + 0.1);
  });

  it('[DH8] currency, restated week and new column are said with their days and loads', async () => {
    const { currencyChange, restated, addedColumn } = sample.truth.planted;
    const [money] = said(rowOf(currencyChange.dataset), 'currency');
    expect([money?.from, money?.short]).toEqual([
      currencyChange.from,
      expect.stringMatching(new RegExp(`^${currencyChange.channel} in ${currencyChange.after} `)),
    ]);
    expect(money?.text).toContain(currencyChange.before);
    expect(seen(said(rowOf(restated.dataset), 'restated'))).toEqual([['restated', restated.from, restated.through]]);
    const again = succeeded(await readDatasetHealth(reader, { dataset: restated.dataset }));
    expect(again.restatements).toHaveLength(1);
    expect(again.loads.map(({ id }) => id)).toEqual(
      expect.arrayContaining(again.restatements.flatMap((entry) => [entry.loadId, entry.previousLoadId])),
    );
    const wider = succeeded(await readDatasetHealth(reader, { dataset: addedColumn.dataset }));
    expect(wider.schemaChanges.map(({ column, type, change }) => [column, type, change])).toEqual([
      [addedColumn.column, addedColumn.type, 'added'],
    ]);
  });

  it('[DH6] experiments and open journeys are not judged by their number of rows, and the page says why', () => {
    for (const dataset of ['ab_exposures', 'ab_outcomes', 'journeys', 'dim_geo', 'plan_monthly'])
      expect(rowOf(dataset).notJudged).toMatch(/\.$/);
    expect(rowOf('spend_daily').notJudged).toBeNull();
  });
});

describe('rows that were kept out', () => {
  it('[DH9] are counted by rule, read page by page and exported', async () => {
    const { keptOut, loads } = succeeded(await readDatasetHealth(reader, { dataset: 'creative_daily' }));
    expect(keptOut.map(({ rule, rows }) => ({ rule, rows })).toSorted(byRule)).toEqual(
      sample.truth.quarantined.toSorted(byRule),
    );
    const loadId = loads[0]?.id ?? '';
    const total = sample.truth.quarantined.reduce((sum, { rows }) => sum + rows, 0);
    const pages = await Promise.all(
      [0, 5, 10].map(async (offset) => succeeded(await readQuarantined(reader, { loadId, offset, limit: 5 }))),
    );
    expect(pages.map(({ rows }) => rows.length)).toEqual([5, 5, total - 10]);
    expect(new Set(pages.flatMap(({ rows }) => rows.map((row) => JSON.stringify(row)))).size).toBeGreaterThan(10);
    const one = succeeded(await readQuarantined(reader, { loadId, rule: 'pattern:currency', offset: 0, limit: 50 }));
    expect(one.rows[0]?.cells[one.columns.indexOf('currency')]).toBe('euro');
    const csv = succeeded(await quarantinedCsv(reader, { loadId }));
    expect(csv.rows).toBe(total);
    expect(csv.csv.trimEnd().split('\r\n')).toHaveLength(total + 1);
    const gone = await readQuarantined(reader, { loadId: '0198a000-0000-7000-8000-000000000000', offset: 0, limit: 5 });
    expect(gone.ok ? null : gone.error.code).toBe('NOT_FOUND');
  });
});

const byRule = (a: { readonly rule: string }, b: { readonly rule: string }) => a.rule.localeCompare(b.rule);

describe('lineage', () => {
  it('[DH10] names files, loads, tables and every tile that reads them', async () => {
    const all = succeeded(await readLineage(reader, { dataset: null }));
    expect(all).toHaveLength(overview.datasets.length);
    const spend = succeeded(await readLineage(reader, { dataset: 'spend_daily' }))[0];
    const titles = Object.values(TILES).filter(({ datasets }) => datasets.some((name) => name === 'spend_daily'));
    expect(spend?.readers).toHaveLength(titles.length);
    expect(spend?.loads.reduce((sum, { rows }) => sum + rows, 0)).toBe(rowOf('spend_daily').freshness.rows);
    const tables = await sample.rows("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'spend_daily%'");
    expect(spend?.tables.toSorted()).toEqual(tables.map((row) => row.table_name).toSorted());
    const gone = await readLineage(reader, { dataset: 'nothing' });
    expect(gone.ok ? null : gone.error.code).toBe('NOT_FOUND');
  });
});

describe('proofs', () => {
  const prover = () => ({ ...reader, metrics: new Map(), definitions: new Map() });

  it('[DH12] every number of the page can be proven again', async () => {
    const health = succeeded(await readDatasetHealth(reader, { dataset: 'spend_daily' }));
    const kept = succeeded(await readDatasetHealth(reader, { dataset: 'creative_daily' })).keptOut[0];
    const load = health.loads[0];
    if (kept === undefined || load === undefined) throw new Error('both have loads');
    const numbers: readonly (readonly [string, unknown])[] = [
      ...health.row.findings.flatMap(({ figures }) => figures.map(({ ref, value }) => [ref, value.value] as const)),
      ['health.total/alarms', overview.totals.alarms],
      ['health.total/keptOut', overview.totals.keptOut],
      ['health.total/loaded', overview.totals.loaded],
      ['health.total/datasets', 14],
      ['health.dataset/spend_daily/rows', health.row.freshness.rows],
      ['health.dataset/spend_daily/found', health.row.findings.length],
      ['health.dataset/spend_daily/readers', health.lineage.readers.length],
      ['health.dataset/creative_daily/kept_out', 13],
      [proofRef('health.load', load.id, 'rows'), load.rows],
      [proofRef('health.load', load.id, 'days'), load.days],
      [proofRef('health.kept_out', kept.loadId, kept.rule), kept.rows],
    ];
    for (const [ref, value] of numbers) {
      const proof = succeeded(await readProof(prover(), { ref }));
      expect([ref, proof.value.value]).toEqual([ref, value]);
      expect(proof.query.sql).toMatch(/select/i);
    }
    const spike = health.row.findings.find(({ kind }) => kind === 'spike')?.figures[0]?.ref ?? '';
    expect(succeeded(await readProof(prover(), { ref: spike })).sources.map(({ dataset }) => dataset)).toEqual([
      'spend_daily',
    ]);
    expect(succeeded(await proofRows(prover(), { ref: spike })).rows.length).toBeGreaterThan(120);
  });

  it.each([
    'health.total/none',
    'health.dataset/none/rows',
    'health.finding/spend_daily/gap/days',
    'health.load/x/rows',
  ])('[DH12] %s is no number', async (ref) => {
    const proof = await readProof(prover(), { ref });
    expect(proof.ok ? null : proof.error.code).toBe('PROOF_UNKNOWN');
  });
});
