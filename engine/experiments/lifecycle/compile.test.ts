import { describe, expect, it } from 'vitest';
import type { ExperimentRecord } from '../../contract/index.ts';
import { canonicalJson, type Json } from '../../core/index.ts';
import { contextSchema, evaluateFeature } from '../assign/index.ts';
import { compileFeatures } from './compile.ts';
import { record } from './design.fixture.ts';
import { flagViews } from './flag-views.ts';

const on = (...keys: readonly string[]) => new Map(keys.map((key) => [key, { enabled: true, note: '' }]));

const given = (
  records: readonly ExperimentRecord[],
  unit: string,
  { flag = 'checkout', flags = on('checkout', 'quarter'), attributes = {} as Record<string, Json> } = {},
) =>
  evaluateFeature(flag, {
    features: { ...compileFeatures(records, flags) },
    attributes: { user: unit, ...attributes },
  }).result;

const units = Array.from({ length: 500 }, (_, n) => `u${n}`);
const share = (records: readonly ExperimentRecord[], is: (value: Json) => boolean, options = {}): number =>
  units.filter((unit) => is(given(records, unit, options).value)).length / units.length;
const within = (n: number) => 4 * Math.sqrt(0.25 / n);

describe('what a flag comes to', () => {
  it('[EX10] is off until it is turned on: nobody gets a value', () => {
    expect(given([record('running')], 'u1', { flags: new Map() })).toMatchObject({ value: null, source: 'disabled' });
    const off = new Map([['checkout', { enabled: false, note: '' }]]);
    expect(given([record('running')], 'u1', { flags: off })).toMatchObject({ value: null, source: 'disabled' });
    expect(flagViews([record('running')], new Map())).toEqual([
      { key: 'checkout', enabled: false, value: null, experiment: 'checkout', note: '' },
    ]);
  });

  it('[EX10] is true without an experiment; a draft changes nothing', () => {
    expect(given([], 'u1')).toMatchObject({ value: true, source: 'defaultValue' });
    expect(given([record('draft')], 'u1')).toMatchObject({ value: true, source: 'defaultValue' });
    expect(flagViews([record('draft')], on('checkout'))).toMatchObject([{ value: true, experiment: 'checkout' }]);
  });

  it('[EX11] splits the units of a running experiment by its weights', () => {
    const running = [record('running')];
    expect(Math.abs(share(running, (value) => value === 'short') - 0.5)).toBeLessThan(within(units.length));
    expect(given(running, 'u1')).toMatchObject({ source: 'experiment', ruleId: 'checkout' });
    expect(given(running, 'u1').experimentResult).toMatchObject({ hashAttribute: 'user', hashValue: 'u1' });
    expect(['control', 'treatment']).toContain(given(running, 'u1').experimentResult?.key);
  });

  it('[EX11] leaves out who is not covered or not targeted: they get the default', () => {
    const half = [record('running', { coverage: 0.5, defaultValue: 'default' })];
    expect(Math.abs(share(half, (value) => value === 'default') - 0.5)).toBeLessThan(within(units.length));
    const german = [record('running', { targeting: { country: { $in: ['DE'] } }, defaultValue: 'default' })];
    expect(given(german, 'u1', { attributes: { country: 'FR' } }).value).toBe('default');
    expect(given(german, 'u1', { attributes: { country: 'DE' } }).source).toBe('experiment');
  });

  it('[EX12] separate parts of a namespace never share a unit', () => {
    const records = [
      record('running', { namespace: { name: 'site', from: 0, to: 0.5 }, defaultValue: 'out' }),
      record('running', {
        key: 'b',
        flag: 'b',
        seed: 'b',
        namespace: { name: 'site', from: 0.5, to: 1 },
        defaultValue: 'out',
      }),
    ];
    const flags = on('checkout', 'b');
    for (const unit of units) {
      const inside = ['checkout', 'b'].filter((flag) => given(records, unit, { flag, flags }).source === 'experiment');
      expect(inside).toHaveLength(1);
    }
  });

  it('[EX13] keeps out whom a running holdout gives its control', () => {
    const holdout = record('running', {
      ...{ key: 'quarter', flag: 'quarter', seed: 'quarter', defaultValue: 'open' },
      variations: [
        { key: 'held-out', name: 'Held out', weight: 0.1, value: 'held', description: '' },
        { key: 'open', name: 'Open', weight: 0.9, value: 'open', description: '' },
      ],
    });
    const records = [holdout, record('running', { holdout: 'quarter', defaultValue: 'out' })];
    for (const unit of units) {
      const isHeld = given(records, unit, { flag: 'quarter' }).value === 'held';
      expect(given(records, unit).source).toBe(isHeld ? 'defaultValue' : 'experiment');
    }
    const over = [{ ...holdout, status: 'stopped' as const }, record('running', { holdout: 'quarter' })];
    expect(share(over, (value) => value === 'long' || value === 'short')).toBe(1);
    const shipped = [holdout, record('decided', { holdout: 'quarter', defaultValue: 'out' })];
    expect(Math.abs(share(shipped, (value) => value === 'out') - 0.1)).toBeLessThan(within(units.length));
  });

  it('[EX14] is its default again for everybody once the experiment is stopped', () => {
    expect(share([record('stopped', { defaultValue: 'default' })], (value) => value === 'default')).toBe(1);
  });

  it('[EX15] is the decided variation for all who are targeted once it is decided', () => {
    const decided = [record('decided', { targeting: { country: 'DE' }, coverage: 0.1 })];
    expect(given(decided, 'u1', { attributes: { country: 'DE' } })).toMatchObject({ value: 'short', source: 'force' });
    expect(given(decided, 'u1', { attributes: { country: 'FR' } })).toMatchObject({
      value: 'long',
      source: 'defaultValue',
    });
    expect(flagViews(decided, on('checkout'))).toMatchObject([{ value: 'short', experiment: 'checkout' }]);
  });

  it('[EX15] stays decided for those whom a later experiment of the flag leaves out', () => {
    const later = record('running', { key: 'later', seed: 'later', coverage: 0.5 });
    const records = [record('decided'), { ...later, startedAt: record('decided').decidedAt }];
    const sources = new Set(units.map((unit) => given(records, unit).source));
    expect(sources).toEqual(new Set(['experiment', 'force']));
  });

  it('[EX16] has the shape of GrowthBook’s payload, and is the same whatever the order of the records', () => {
    const records = [
      record('running', { namespace: { name: 'site', from: 0, to: 1 }, sticky: true, targeting: { country: 'DE' } }),
      record('decided', { key: 'b', flag: 'b' }),
      record('stopped', { key: 'c', flag: 'c', defaultValue: 'c' }),
      record('stopped', { key: 'd', flag: 'c', defaultValue: 'd' }),
    ];
    const features = compileFeatures(records, on('checkout', 'b', 'z'));
    expect(canonicalJson(contextSchema.parse({ features }).features)).toBe(canonicalJson(features));
    expect(JSON.stringify(compileFeatures(records.toReversed(), on('z', 'b', 'checkout')))).toBe(
      JSON.stringify(features),
    );
    expect(Object.keys(features)).toEqual(['b', 'c', 'checkout', 'z']);
  });
});
