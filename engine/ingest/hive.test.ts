import { describe, expect, it } from 'vitest';
import type { DataContract } from './contracts/contract.ts';
import type { DropFile } from './drop.ts';
import { hiveColumns } from './hive.ts';

const contract: DataContract = {
  id: 'd',
  version: '1.0.0',
  dataset: 'd',
  columns: [
    { name: 'day', logicalType: 'date', type: 'DATE', required: true },
    { name: 'channel', logicalType: 'string', type: 'VARCHAR', required: true },
  ],
  key: ['day'],
  partition: 'day',
  daysAhead: 0,
  rules: [],
  sla: { every: { count: 1, unit: 'day' }, latencyHours: null },
  zone: 'workspace',
};
const files = (...paths: string[]): DropFile[] =>
  paths.map((path) => ({ path, absolute: `/drop/${path}`, bytes: 1, sha256: 'a'.repeat(64), rows: 1, modified: 0 }));

describe('columns in Hive paths', () => {
  it('finds those of the contract and passes over others', () => {
    const found = hiveColumns(
      files('month=2026-11/day=2026-11-20/a.parquet', 'month=2026-11/day=2026-11-21/a.parquet'),
      contract,
    );
    expect(found).toEqual({ ok: true, value: ['day'] });
  });

  it('finds none in plain paths', () => {
    expect(hiveColumns(files('a.parquet', 'b/c.parquet'), contract)).toEqual({ ok: true, value: [] });
  });

  it('refuses a column that only some files carry', () => {
    expect(hiveColumns(files('day=2026-11-20/a.parquet', 'a.parquet'), contract)).toMatchObject({
      ok: false,
      error: { code: 'COLUMN_MISSING', detail: { column: 'day', file: 'a.parquet' } },
    });
  });

  it('refuses a day that is none', () => {
    expect(hiveColumns(files('day=yesterday/a.parquet'), contract)).toMatchObject({
      ok: false,
      error: { code: 'COLUMN_TYPE', detail: { column: 'day' } },
    });
  });
});
