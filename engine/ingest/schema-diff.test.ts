import { describe, expect, it } from 'vitest';
import type { DataContract } from './contracts/contract.ts';
import { type DiffOptions, holdColumns } from './schema-diff.ts';

const contract: DataContract = {
  id: 'visits',
  version: '1.0.0',
  dataset: 'visits',
  columns: [
    { name: 'day', logicalType: 'date', type: 'DATE', required: true },
    { name: 'page', logicalType: 'string', type: 'VARCHAR', required: true },
    { name: 'at', logicalType: 'timestamp', type: 'TIMESTAMP', required: false },
    { name: 'hits', logicalType: 'integer', type: 'BIGINT', required: false },
    { name: 'share', logicalType: 'number', type: 'DOUBLE', required: false },
  ],
  key: ['day', 'page'],
  partition: 'day',
  daysAhead: 0,
  rules: [],
  sla: { every: { count: 1, unit: 'day' }, latencyHours: null },
  zone: 'workspace',
};
const RIGHT = { day: 'DATE', page: 'VARCHAR', at: 'TIMESTAMP WITH TIME ZONE', hits: 'INTEGER', share: 'DECIMAL(9,2)' };
const file = (name: string, types: Readonly<Record<string, string>>) => ({
  file: name,
  types: new Map(Object.entries(types)),
});
const without = (...names: readonly string[]) =>
  Object.fromEntries(Object.entries(RIGHT).filter(([name]) => !names.includes(name)));
const hold = (types: Readonly<Record<string, string>>, options: DiffOptions = { inPath: [], typed: true }) =>
  holdColumns([file('a.parquet', RIGHT), file('b.parquet', types)], contract, options);

describe('the columns of a drop', () => {
  it('[DP4] may be narrower, and more than the contract knows: those are named', () => {
    expect(hold(RIGHT)).toEqual({ ok: true, value: [] });
    expect(hold({ ...RIGHT, browser: 'VARCHAR', tags: 'VARCHAR[]' })).toEqual({
      ok: true,
      value: [
        { name: 'browser', type: 'VARCHAR' },
        { name: 'tags', type: 'VARCHAR[]' },
      ],
    });
  });

  it('[DP4] are refused by name when one is removed or of another type', () => {
    const where = { file: 'b.parquet', contract: 'visits' };
    expect(hold(without('hits'))).toMatchObject({
      ok: false,
      error: { code: 'COLUMN_MISSING', detail: { ...where, column: 'hits', diff: 'hits is missing' } },
    });
    expect(hold({ ...RIGHT, hits: 'DOUBLE' })).toMatchObject({
      ok: false,
      error: { code: 'COLUMN_TYPE', detail: { ...where, column: 'hits', actual: 'DOUBLE', expected: 'BIGINT' } },
    });
  });

  it('[DP4] may lack one that came with a later version of the contract', () => {
    const later = { ...contract, columns: contract.columns.map((column) => ({ ...column, addedLater: true })) };
    const held = holdColumns([file('a.parquet', without('hits'))], later, { inPath: [], typed: true });
    expect(held).toEqual({ ok: true, value: [] });
    expect(holdColumns([file('a.parquet', { ...RIGHT, hits: 'DOUBLE' })], later, { inPath: [], typed: true }).ok).toBe(
      false,
    );
  });

  it('[DP4] are refused with the whole difference when several are, a new name for one of them too', () => {
    const refused = hold({ ...without('page'), url: 'VARCHAR', hits: 'VARCHAR', at: 'DATE' });
    expect(refused).toMatchObject({ ok: false, error: { code: 'SCHEMA_CHANGED', detail: { count: 3 } } });
    expect(refused.ok ? '' : refused.error.message).toBe(
      'b.parquet differs from the contract visits in 3 columns: page is missing; at is DATE, not TIMESTAMP; hits is VARCHAR, not BIGINT; url is new (VARCHAR).',
    );
  });

  it('may stand in the paths; of text only the names count', () => {
    expect(hold(without('day'), { inPath: ['day'], typed: true }).ok).toBe(true);
    const text = Object.fromEntries(Object.keys(RIGHT).map((name) => [name, 'VARCHAR']));
    expect(hold(text, { inPath: [], typed: false }).ok).toBe(true);
  });
});
