import { describe, expect, it } from 'vitest';
import { contextSchema, experimentSchema } from './definition.ts';
import { evaluateExperiment } from './feature.ts';

const run = (experiment: object, context: object) =>
  evaluateExperiment(
    experimentSchema.parse({ key: 'hero', variations: ['old', 'new'], hashVersion: 2, ...experiment }),
    contextSchema.parse({ attributes: { id: 'u1' }, ...context }),
  );

const ids = Array.from({ length: 2000 }, (_, index) => `unit-${index}`);

describe('experiments', () => {
  it('[AS11] experiments with separate parts of one namespace share nobody, and together leave nobody out', () => {
    const inside = (id: string, from: number, to: number) =>
      run({ namespace: ['pricing', from, to] }, { attributes: { id } }).result.inExperiment;
    const both = ids.map((id) => [inside(id, 0, 0.4), inside(id, 0.4, 1)]);
    expect(both.every(([a, b]) => a !== b)).toBe(true);
    const share = both.filter(([a]) => a).length / ids.length;
    // 4 standard errors of a share of 0.4 among 2,000.
    expect(Math.abs(share - 0.4)).toBeLessThan(4 * Math.sqrt(0.24 / ids.length));
  });

  it('[AS12] a choice by hand is no exposure: by address, by context, by the experiment', () => {
    const byHand = [
      run({}, { url: 'https://balance.example/?hero=1' }),
      run({}, { forcedVariations: { hero: 1 } }),
      run({ force: 1 }, {}),
    ];
    for (const { result, exposures } of byHand) {
      expect(result).toMatchObject({ value: 'new', inExperiment: true, hashUsed: false });
      expect(exposures).toEqual([]);
    }
  });

  it('[AS12] who is put in by a hash is an exposure, once', () => {
    const { result, exposures } = run({}, {});
    expect(exposures).toEqual([{ experiment: expect.objectContaining({ key: 'hero' }), result }]);
    expect(result).toMatchObject({ inExperiment: true, hashUsed: true, hashAttribute: 'id', hashValue: 'u1' });
  });

  it.each<[string, object, object]>([
    ['it is a draft', { status: 'draft' }, {}],
    ['it is stopped', { status: 'stopped' }, {}],
    ['it is not active', { active: false }, {}],
    ['experiments are switched off', {}, { enabled: false }],
    ['only forced variations are wanted', {}, { qaMode: true }],
    ['the unit has no id', {}, { attributes: { id: '' } }],
    ['the hash version does not exist', { hashVersion: 3 }, {}],
    ['the condition is not met', { condition: { plan: 'Pro' } }, {}],
    ['the page is another', { urlPatterns: [{ type: 'simple', pattern: '/pricing' }] }, { url: 'https://b.example/' }],
    ['the unit is in none of its groups', { groups: ['staff'] }, { groups: { staff: false } }],
    ['a parent has another value', { parentConditions: [{ id: 'open', condition: { value: true } }] }, {}],
    ['an override stops it', {}, { overrides: { hero: { status: 'stopped' } } }],
    ['it has one variation', { variations: ['old'] }, {}],
  ])('[AS13] has nobody in it when %s; they get the first variation', (_why, experiment, context) => {
    const { result, exposures } = run(experiment, context);
    expect(result).toMatchObject({ value: 'old', variationId: 0, inExperiment: false, hashUsed: false });
    expect(exposures).toEqual([]);
  });

  it('[AS14] a unit may be found by a nested attribute; a name with a dot of its own wins', () => {
    const value = (attributes: object) => run({ hashAttribute: 'user.id' }, { attributes }).result.hashValue;
    expect(value({ user: { id: 'nested' } })).toBe('nested');
    expect(value({ user: { id: 'nested' }, 'user.id': 'own' })).toBe('own');
    expect(value({ user: { id: null } })).toBe('');
  });

  it('[AS14] numbers are hashed as they are written', () => {
    const bucket = (id: string | number) => run({}, { attributes: { id } }).result.bucket;
    expect(bucket(42)).toBe(bucket('42'));
  });
});
