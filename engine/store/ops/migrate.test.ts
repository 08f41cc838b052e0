import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { MIGRATIONS_MODULE, renderMigrations } from '../../../scripts/docs/ops-migrations.ts';
import { instantFromPostgres } from './schema/columns.ts';

it('carries the SQL of the migrations as it is in their folder (npm run docs makes it again)', () => {
  expect(readFileSync(MIGRATIONS_MODULE, 'utf8')).toBe(renderMigrations());
});

it('reads timestamps as Postgres prints them, in any zone', () => {
  expect(instantFromPostgres('2026-11-02 09:00:00+00')).toBe('2026-11-02T09:00:00.000Z');
  expect(instantFromPostgres('2026-11-02 10:00:00.5+01')).toBe('2026-11-02T09:00:00.500Z');
  expect(instantFromPostgres('2026-11-02 14:30:00.123+05:30')).toBe('2026-11-02T09:00:00.123Z');
  expect(() => instantFromPostgres('yesterday')).toThrow(RangeError);
});
