import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseContract } from './contract.ts';
import { readContracts } from './read.ts';

const dir = new URL('../../../resources/contracts', import.meta.url).pathname;
const odcs = new URL('../../../../shared/data/odcs/odcs-json-schema-v3.1.0.json', import.meta.url).pathname;

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
      latencyHours: 6,
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
    ['no partition', (text: string) => text.replace(', partitioned: true', ''), 'one partition column'],
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
    expect(parseContract(minimal((text) => text.slice(0, text.indexOf('slaProperties')))).latencyHours).toBeNull();
  });
});

describe("the product's contracts", () => {
  it('are all enforceable, and say how fresh their data have to be', async () => {
    const contracts = await readContracts(dir);
    expect([...contracts.keys()]).toEqual(expect.arrayContaining(['creative_daily', 'spend_daily']));
    for (const contract of contracts.values()) expect(contract.latencyHours).toBeGreaterThan(0);
  });

  it.skipIf(!existsSync(odcs))('follow the ODCS 3.1 schema', async () => {
    const ajv = new Ajv2019({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(await readFile(odcs, 'utf8')));
    for (const name of (await readdir(dir)).filter((entry) => entry.endsWith('.odcs.yaml'))) {
      const valid = validate(parse(await readFile(join(dir, name), 'utf8')));
      expect({ name, valid, errors: validate.errors ?? [] }).toEqual({ name, valid: true, errors: [] });
    }
  });
});
