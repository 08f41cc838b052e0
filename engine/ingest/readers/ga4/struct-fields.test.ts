import { expect, it } from 'vitest';
import { structFields, typeAt } from './struct-fields.ts';

const PARAMS =
  'STRUCT("key" VARCHAR, "value" STRUCT(string_value VARCHAR, int_value BIGINT), amount DECIMAL(18,3), "odd, name" VARCHAR)[]';

it('reads the fields of structs and of lists of them', () => {
  expect([...structFields(PARAMS)]).toEqual([
    ['key', 'VARCHAR'],
    ['value', 'STRUCT(string_value VARCHAR, int_value BIGINT)'],
    ['amount', 'DECIMAL(18,3)'],
    ['odd, name', 'VARCHAR'],
  ]);
  expect([...structFields('VARCHAR')]).toEqual([]);
});

it('finds the type at a path, null where there is none', () => {
  const columns = new Map([['event_params', PARAMS]]);
  expect(typeAt(columns, ['event_params', 'value', 'int_value'])).toBe('BIGINT');
  expect(typeAt(columns, ['event_params', 'value', 'float_value'])).toBeNull();
  expect(typeAt(columns, ['event_params', 'key', 'deeper'])).toBeNull();
  expect(typeAt(columns, ['gone'])).toBeNull();
});
