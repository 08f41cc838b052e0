import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inMemory } from '../../../tests/support/in-memory.ts';
import { writeParquet } from './parquet.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parquet-o'clock-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(sql: string) {
  return (await inMemory((connection) => connection.runAndReadAll(sql))).getRowsJson();
}

const quoted = (path: string): string => `'${path.replaceAll("'", "''")}'`;

it('writes what DuckDB reads back: types, order, exact decimals, words that look like SQL', async () => {
  const path = join(folder, 'spend.parquet');
  const written = await writeParquet({
    path,
    columns: [
      { name: 'Day', type: 'DATE' },
      { name: 'Channel "name"', type: 'VARCHAR' },
      { name: 'Spend (EUR)', type: 'DECIMAL(38,2)' },
      { name: 'Clicks', type: 'BIGINT' },
      { name: 'CTR', type: 'DOUBLE' },
      { name: 'At', type: 'TIMESTAMP' },
    ],
    rows: [
      ['2026-11-21', "'); DROP TABLE x; --", '90071992547409.93', 12, 0.1 + 0.2, '2026-11-21T10:00:00Z'],
      [null, '=1+1', null, null, Number.NaN, null],
    ],
    metadata: { scope: "Meta's days", "a'b": 'ü' },
  });
  expect(written).toEqual({ ok: true, value: { rows: 2 } });
  expect(await read(`SELECT * FROM ${quoted(path)}`)).toEqual([
    ['2026-11-21', "'); DROP TABLE x; --", '90071992547409.93', '12', 0.30000000000000004, '2026-11-21 10:00:00'],
    [null, '=1+1', null, null, null, null],
  ]);
  const types = await read(`SELECT column_type FROM (DESCRIBE SELECT * FROM ${quoted(path)})`);
  expect(types.flat()).toEqual(['DATE', 'VARCHAR', 'DECIMAL(38,2)', 'BIGINT', 'DOUBLE', 'TIMESTAMP']);
  const kept = await read(`SELECT decode(key), decode(value) FROM parquet_kv_metadata(${quoted(path)})`);
  expect(kept).toContainEqual(['scope', "Meta's days"]);
  expect(kept).toContainEqual(["a'b", 'ü']);
});

it('leaves nothing behind where it can not write', async () => {
  const input = { columns: [{ name: 'a', type: 'VARCHAR' as const }], rows: [['x']], metadata: {} };
  const refused = await writeParquet({ ...input, path: join(folder, 'missing', 'a.parquet') });
  expect(refused).toMatchObject({ ok: false, error: { code: 'REPORT_TARGET' } });
  await expect(
    writeParquet({ ...input, columns: [{ name: 'a', type: 'DATE' }], path: join(folder, 'b.parquet') }),
  ).rejects.toThrow(/Conversion/);
  expect(await readdir(folder)).toEqual(['spend.parquet']);
});
