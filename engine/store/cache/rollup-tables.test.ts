import { describe, expect, it } from 'vitest';
import { rollupDefinition, rollupsOf } from './rollup-tables.ts';

describe('the rollups of a dataset', () => {
  const plan = { measures: ['hits'], always: ['currency'], by: [[], ['a'], ['a', 'b'], ['c'], ['a', 'b', 'd']] };

  it('are each summed from the smallest that has their dimensions, after it', () => {
    expect(rollupsOf('visits', plan).map(({ table, from }) => [table, from])).toEqual([
      ['visits__a_b_d', null],
      ['visits__a_b', 'visits__a_b_d'],
      ['visits__a', 'visits__a_b'],
      ['visits__c', null],
      ['visits__', 'visits__c'],
    ]);
  });

  it('are none where none are planned', () => {
    expect(rollupsOf('dim_geo')).toEqual([]);
  });

  it('have the day, dimensions, currency, sums, and the rows behind them', () => {
    const [rollup] = rollupsOf('visits', { ...plan, by: [['a']] });
    if (rollup === undefined) throw new Error('no rollup');
    const columns = [
      { name: 'day', type: 'DATE' },
      { name: 'a', type: 'VARCHAR' },
      { name: 'currency', type: 'VARCHAR' },
      { name: 'hits', type: 'BIGINT' },
    ];
    expect(rollupDefinition(rollup, { name: 'visits', columns })).toEqual({
      name: 'visits__a',
      columns: [...columns, { name: 'rows_read', type: 'BIGINT' }],
    });
    expect(() => rollupDefinition(rollup, { name: 'visits', columns: columns.slice(1) })).toThrow('needs day');
  });
});
