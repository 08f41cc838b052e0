import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseContract } from './contract.ts';
import { readContracts } from './read.ts';

const dir = new URL('../../../resources/contracts', import.meta.url).pathname;
const odcs = new URL('../../../../shared/data/odcs/odcs-json-schema-v3.1.0.json', import.meta.url).pathname;

const DATASETS = [
  'ab_exposures',
  'ab_outcomes',
  'creative_daily',
  'dim_campaign',
  'dim_geo',
  'finance_daily',
  'fx_rates',
  'ga4_events',
  'geo_daily',
  'journeys',
  'outcomes_daily',
  'plan_monthly',
  'reach_daily',
  'spend_daily',
];

const minimal = (change: (text: string) => string = (text) => text): string =>
  change(`
apiVersion: v3.1.0
kind: DataContract
id: visits
version: 2.1.0
status: active
schema:
  - name: visits
    properties:
      - { name: day, logicalType: date, physicalType: DATE, required: true, primaryKey: true, primaryKeyPosition: 2, partitioned: true }
      - { name: page, logicalType: string, physicalType: VARCHAR, required: true, primaryKey: true, primaryKeyPosition: 1, logicalTypeOptions: { maxLength: 9 } }
      - { name: hits, logicalType: integer, physicalType: BIGINT, logicalTypeOptions: { minimum: 0 } }
slaProperties:
  - { property: latency, value: 6, unit: h }
customProperties:
  - { property: timezone, value: Europe/Berlin }
`);

describe('a data contract', () => {
  it('takes columns, key, rules and latency from the document', () => {
    expect(parseContract(minimal())).toEqual({
      id: 'visits',
      version: '2.1.0',
      dataset: 'visits',
      columns: [
        { name: 'day', logicalType: 'date', type: 'DATE', required: true },
        { name: 'page', logicalType: 'string', type: 'VARCHAR', required: true },
        { name: 'hits', logicalType: 'integer', type: 'BIGINT', required: false },
      ],
      key: ['page', 'day'],
      partition: 'day',
      daysAhead: 0,
      sla: { every: { count: 1, unit: 'day' }, latencyHours: 6 },
      zone: 'Europe/Berlin',
      rules: [
        { id: 'required:day', reason: 'day is missing', predicate: 'day IS NOT NULL' },
        { id: 'required:page', reason: 'page is missing', predicate: 'page IS NOT NULL' },
        { id: 'max_length:page', reason: 'page is longer than 9', predicate: 'length(page) <= 9' },
        { id: 'minimum:hits', reason: 'hits is below 0', predicate: 'hits IS NULL OR hits >= 0' },
      ],
    });
  });

  it.each([
    ['no key', (text: string) => text.replaceAll('primaryKey: true', 'primaryKey: false'), 'no primary key'],
    [
      'a partition column that is no date',
      (text: string) => text.replace('maxLength: 9 }', 'maxLength: 9 }, partitioned: true'),
      'one partition column',
    ],
    ['an unknown zone', (text: string) => text.replace('Europe/Berlin', 'Mars/Olympus'), 'is no time zone'],
    [
      'days ahead that are no number',
      (text: string) => `${text}  - { property: daysAhead, value: some }\n`,
      'is no number of days',
    ],
    [
      'a frequency in hours',
      (text: string) => text.replace('latency, value: 6', 'frequency, value: 6'),
      'is no number of days or months',
    ],
    ['an unknown unit of latency', (text: string) => text.replace('unit: h', 'unit: fortnight'), 'is not a time'],
    [
      'a rule that can not be enforced row by row',
      (text: string) =>
        text.replace('hits, log', 'hits, quality: [{ id: q, type: sql, query: SELECT 1, mustBe: 1 }], log'),
      'can not be enforced',
    ],
  ])('with %s is refused', (_, change, reason) => {
    expect(() => parseContract(minimal(change))).toThrow(reason);
  });

  it('promises nothing without a latency', () => {
    const bare = parseContract(minimal((text) => text.slice(0, text.indexOf('slaProperties'))));
    expect(bare.sla).toEqual({ every: { count: 1, unit: 'day' }, latencyHours: null });
    expect(bare.zone).toBe('workspace');
  });

  it('without a partition column is a snapshot', () => {
    expect(parseContract(minimal((text) => text.replace(', partitioned: true', ''))).partition).toBeNull();
  });

  it('takes months, days ahead and timestamps', () => {
    const text = minimal((yaml) =>
      yaml
        .replace('slaProperties:', 'slaProperties:\n  - { property: frequency, value: 2, unit: mo }')
        .replace(
          'logicalType: integer, physicalType: BIGINT, logicalTypeOptions: { minimum: 0 }',
          'logicalType: timestamp, physicalType: TIMESTAMP',
        ),
    );
    const contract = parseContract(`${text}  - { property: daysAhead, value: 31 }\n`);
    expect(contract).toMatchObject({ daysAhead: 31, sla: { every: { count: 2, unit: 'month' }, latencyHours: 6 } });
    expect(contract.columns[2]).toMatchObject({ logicalType: 'timestamp', type: 'TIMESTAMP' });
  });
});

describe("the product's contracts", () => {
  it('[DP1] are all enforceable, and say how fresh their data have to be', async () => {
    const contracts = await readContracts(dir);
    expect([...contracts.keys()]).toEqual(DATASETS);
    for (const contract of contracts.values()) {
      expect(contract.sla.latencyHours).toBeGreaterThan(0);
      expect(contract.dataset).toBe(contract.id);
    }
  });

  it('[DP1] have rules that DuckDB understands, over the columns and types they name', async () => {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    for (const { dataset, columns, rules } of (await readContracts(dir)).values()) {
      await connection.run(
        `CREATE TABLE ${dataset} (${columns.map(({ name, type }) => `"${name}" ${type}`).join(', ')})`,
      );
      for (const { id, predicate } of rules) {
        const type = `SELECT typeof(any_value(${predicate.replaceAll('$data_through', "DATE '2026-11-20'")})) FROM ${dataset}`;
        const [row] = (await connection.runAndReadAll(type)).getRows();
        expect([dataset, id, row?.[0]]).toEqual([dataset, id, 'BOOLEAN']);
      }
    }
    connection.closeSync();
    instance.closeSync();
  });

  it.skipIf(!existsSync(odcs))('[DP1] follow the ODCS 3.1 schema', async () => {
    const ajv = new Ajv2019({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(await readFile(odcs, 'utf8')));
    for (const name of (await readdir(dir)).filter((entry) => entry.endsWith('.odcs.yaml'))) {
      const valid = validate(parse(await readFile(join(dir, name), 'utf8')));
      expect({ name, valid, errors: validate.errors ?? [] }).toEqual({ name, valid: true, errors: [] });
    }
  });
});
