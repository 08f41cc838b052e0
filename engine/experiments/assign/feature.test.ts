import { describe, expect, it } from 'vitest';
import { contextSchema } from './definition.ts';
import { evaluateFeature } from './feature.ts';

const context = (features: object, more: object = {}) =>
  contextSchema.parse({ attributes: { id: 'u1', country: 'DE' }, features, ...more });

const get = (features: object, more: object = {}) => evaluateFeature('hero', context(features, more)).result;

const half = {
  hashVersion: 2,
  ranges: [
    [0, 0.5],
    [0.5, 1],
  ],
};

describe('features', () => {
  it('[AS15] are off when unknown, switched off or without a value', () => {
    const off = { value: null, on: false, off: true };
    expect(get({})).toMatchObject({ ...off, source: 'unknownFeature' });
    expect(get({ hero: { enabled: false, defaultValue: true } })).toMatchObject({ ...off, source: 'disabled' });
    expect(get({ hero: {} })).toMatchObject({ ...off, source: 'defaultValue' });
    expect(evaluateFeature('toString', context({})).result).toMatchObject({ ...off, source: 'unknownFeature' });
  });

  it('[AS16] take the first rule that is for the unit', () => {
    const rules = [
      { id: 'fr', condition: { country: 'FR' }, force: 'salut' },
      { id: 'de', condition: { country: 'DE' }, force: 'hallo' },
      { id: 'all', force: 'hello' },
    ];
    expect(get({ hero: { rules } })).toMatchObject({ value: 'hallo', source: 'force', ruleId: 'de' });
  });

  it('[AS30] the experiment of an answer has the fields of its rule that say something', () => {
    const said = { key: 'hero', variations: ['a', 'b'], coverage: 1, bucketVersion: 0, minBucketVersion: 0 };
    const silent = { hashAttribute: '', fallbackAttribute: '', hashVersion: 0, seed: '', name: '', phase: '' };
    const rule = { ...said, ...silent, key: '', disableStickyBucketing: false, id: 'r', type: 'standard' };
    const result = get({ hero: { rules: [rule] } });
    expect(result).toMatchObject({ source: 'experiment', ruleId: 'r' });
    expect(JSON.parse(JSON.stringify(result.experiment))).toEqual(said);
  });

  it('[AS16] a value forced by hand wins over everything', () => {
    const forced = { forcedFeatureValues: { hero: 'mine' } };
    expect(get({ hero: { enabled: false } }, forced)).toMatchObject({ value: 'mine', source: 'override' });
  });

  // The bucket of this id: see the vectors of the hash.
  const mueller = { attributes: { id: 'müller' } };

  it('[AS29] a rollout takes the units up to its coverage, or in its range, and nobody without an id', () => {
    const got = (rule: object, more: object = mueller) =>
      get({ hero: { rules: [{ force: 'in', seed: 'seed', hashVersion: 2, ...rule }] } }, more).value === 'in';
    expect([0, 0.3766, 0.3767, 1].map((coverage) => got({ coverage }))).toEqual([false, false, true, true]);
    expect(got({ range: [0.3767, 0.4] })).toBe(true);
    expect(got({ range: [0.3, 0.3767] })).toBe(false);
    expect(got({ coverage: 1 }, { attributes: {} })).toBe(false);
    expect(got({}, { attributes: {} })).toBe(true);
    // Without a version it is the first one, where the id is at 0.694.
    expect(got({ hashVersion: undefined, range: [0.694, 0.695] })).toBe(true);
  });

  it('[AS29] filters are passed together, by hash version 2 when they do not say', () => {
    const got = (...filters: readonly object[]) =>
      get({ hero: { rules: [{ force: 'in', filters }] } }, mueller).value === 'in';
    const here = {
      seed: 'seed',
      ranges: [
        [0.1, 0.2],
        [0.3767, 0.3768],
      ],
    };
    expect(got(here)).toBe(true);
    expect(got(here, { ...here, ranges: [[0, 0.3767]] })).toBe(false);
    expect(got({ ...here, hashVersion: 1, ranges: [[0.694, 0.695]] })).toBe(true);
    expect(got({ ...here, attribute: 'device', ranges: [[0, 1]] })).toBe(false);
  });

  it('[AS17] a holdout keeps its units from every experiment after it, and its own units are exposed to it alone', () => {
    const holdout = { key: 'holdout', variations: ['as before', null], meta: [{}, { passthrough: true }], ...half };
    const test = { key: 'test', seed: 'test', variations: ['a', 'b'], ...half };
    const seen = Array.from({ length: 400 }, (_, index) =>
      evaluateFeature('hero', context({ hero: { rules: [holdout, test] } }, { attributes: { id: `u${index}` } })),
    );
    const keysOf = (one: (typeof seen)[number]) => one.exposures.map(({ experiment }) => experiment.key);
    const held = seen.filter(({ result }) => result.value === 'as before');
    const through = seen.filter(({ result }) => result.value !== 'as before');
    expect(held.length).toBeGreaterThan(100);
    expect(through.length).toBeGreaterThan(100);
    expect(held.every((one) => keysOf(one).join() === 'holdout')).toBe(true);
    expect(through.every((one) => keysOf(one).join() === 'holdout,test')).toBe(true);
  });

  it('[AS18] a parent that is not as wanted skips the rule, or with a gate blocks the feature', () => {
    const parent = (gate: boolean) => ({ parentConditions: [{ id: 'open', condition: { value: true }, gate }] });
    const hero = (gate: boolean) => ({ defaultValue: 'no', rules: [{ ...parent(gate), force: 'yes' }] });
    expect(get({ hero: hero(true), open: { defaultValue: true } }).value).toBe('yes');
    expect(get({ hero: hero(false), open: { defaultValue: false } })).toMatchObject({ value: 'no' });
    expect(get({ hero: hero(true), open: { defaultValue: false } })).toMatchObject({
      value: null,
      source: 'prerequisite',
    });
    expect(get({ hero: hero(true) })).toMatchObject({ source: 'prerequisite' });
  });

  it('[AS18] features that need each other are off', () => {
    const needs = (id: string) => ({ defaultValue: true, rules: [{ parentConditions: [{ id }], force: true }] });
    const cyclic = { value: null, source: 'cyclicPrerequisite' };
    expect(get({ hero: needs('other'), other: needs('hero') })).toMatchObject(cyclic);
    expect(get({ hero: needs('hero') })).toMatchObject(cyclic);
  });

  it('[AS18] parents that several features share are asked once: forty generations of two are answered', () => {
    const rule = (generation: number, id: string) => ({
      condition: { id: { $exists: true } },
      parentConditions: ['a', 'b'].map((side) => ({ id: `${side}${generation + 1}`, condition: { value: id } })),
      force: id,
    });
    const features = Object.fromEntries(
      Array.from({ length: 40 }, (_, generation) =>
        ['a', 'b'].map((side) => [`${side}${generation}`, { defaultValue: 'no', rules: [rule(generation, 'yes')] }]),
      ).flat(),
    );
    const ends = Object.fromEntries(['a40', 'b40'].map((id) => [id, { defaultValue: 'yes' }]));
    expect(get({ hero: { rules: [rule(-1, 'yes')] }, ...features, ...ends })).toMatchObject({ value: 'yes' });
  });

  it('[AS19] a contextual bandit gives the weights of the first leaf that describes the unit, else the rule’s', () => {
    const rule = {
      key: 'bandit',
      hashVersion: 2,
      contextualVariations: ['a', 'b'],
      weights: [1, 0],
      contextualBanditRef: 'cb',
    };
    const contexts = [
      { leafId: 4, condition: { country: 'DE' }, weights: [0, 1] },
      { leafId: 5, condition: {}, weights: [1, 0] },
    ];
    const bandits = (all: object) => ({ contextualBandits: { cb: { banditVersion: 2, contexts: all } } });
    const features = { hero: { rules: [rule] } };
    const leaf = get(features, bandits(contexts));
    expect(leaf.experimentResult).toMatchObject({ value: 'b', leafId: 4, variationWeights: [0, 1], banditVersion: 2 });
    expect(get(features, bandits([])).experimentResult).toMatchObject({ value: 'a', leafId: -1 });
    expect(get(features).experimentResult).not.toHaveProperty('leafId');
    const byHand = get(features, { ...bandits(contexts), forcedVariations: { bandit: 0 } });
    expect(byHand.experimentResult).not.toHaveProperty('leafId');
    expect(byHand.experiment).not.toHaveProperty('contextualBandit');
  });

  it('[AS20] the same question has the same answer, and changes nothing it was given', () => {
    const asked = context({ hero: { rules: [{ key: 't', variations: [1, 2], ...half }] } });
    const before = structuredClone(asked);
    const docs = new Map();
    const first = evaluateFeature('hero', asked, docs);
    expect(evaluateFeature('hero', asked, docs)).toEqual(first);
    expect(asked).toEqual(before);
    expect(docs.size).toBe(0);
  });
});
