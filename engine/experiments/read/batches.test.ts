import { describe, expect, it } from 'vitest';
import { METRICS, recordOf } from '../daily/design.fixture.ts';
import { batchesOf } from './batches.ts';

const trial = (key: string, metrics = METRICS) => recordOf({ key, metrics });

describe('experiments whose sums are kept in one go', () => {
  it('[EX118] [EX122] are those that run first, those with the same plan together, and not too many units', () => {
    const narrow = METRICS.slice(0, 1);
    const experiments = [
      { ...trial('stopped'), status: 'stopped' as const },
      trial('a'),
      trial('b', narrow),
      trial('c'),
      trial('d', narrow),
      trial('large'),
    ];
    const units = new Map([['large', 2_000_000]]);
    const batches = batchesOf(experiments, ({ design }) => units.get(design.key) ?? 50_000);
    const keys = batches.map((batch) => batch.map(({ design }) => design.key));
    expect(keys).toEqual([['a', 'c'], ['large'], ['b', 'd', 'stopped']]);
    expect(batchesOf(experiments, () => 0)).toHaveLength(1);
    const many = Array.from({ length: 40 }, (_, index) => trial(`t${index}`));
    expect(batchesOf(many, () => 50_000).map(({ length }) => length)).toEqual([2, 4, 8, 10, 10, 6]);
  });
});
