import { evalCondition, GrowthBook } from '@growthbook/growthbook';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { meetsCondition, type SavedGroups } from './condition.ts';
import { contextSchema, experimentSchema } from './definition.ts';
import { evaluateExperiment, evaluateFeature } from './feature.ts';
import type { JsonObject } from './values.ts';

/** Nothing shared, and of no type: the kit's types know of no malformed definitions. */
const asFile = (written: unknown) => JSON.parse(JSON.stringify(written));

const unit = { id: 'u1', plan: 'pro', tags: ['a'] };

const run = (experiment: object, context: object) =>
  evaluateExperiment(experimentSchema.parse(experiment), contextSchema.parse(context)).result;
const kitRun = (experiment: object, context: object) => new GrowthBook(asFile(context)).run(asFile(experiment));

const feature = (key: string, context: object) => evaluateFeature(key, contextSchema.parse(context)).result;
const kitFeature = (key: string, context: object) => new GrowthBook(asFile(context)).evalFeature(key);

describe("where GrowthBook's kit 1.8.0 is not followed", () => {
  beforeEach(() => {
    // It tells of expressions that it can not read.
    vi.spyOn(console, 'error').mockImplementation(() => {});
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each<[string, JsonObject, SavedGroups]>([
    ['$or is no list', { $or: 1 }, {}],
    ['$and is no list', { $and: { plan: 'free' } }, {}],
    ['$elemMatch is no condition', { tags: { $elemMatch: 1 } }, {}],
    ['a group has a list for a condition', { $savedGroup: { id: 'g' } }, { g: { type: 'condition', condition: [] } }],
    ['an attribute is merely inherited', { constructor: { $exists: true } }, {}],
  ])('[AS32] a condition where %s is met by everybody there, here by nobody', (_what, condition, groups) => {
    expect(evalCondition(asFile(unit), asFile(condition), asFile(groups))).toBe(true);
    expect(meetsCondition(condition, unit, groups)).toBe(false);
  });

  it.each<[string, JsonObject]>([
    ['$not is nothing', { $not: null }],
    ['$or lists nothing', { $or: [null] }],
    ['$elemMatch is nothing', { tags: { $elemMatch: null } }],
  ])('[AS32] a condition where %s fails there, here it is met by nobody', (_what, condition) => {
    expect(() => evalCondition(asFile(unit), asFile(condition))).toThrow();
    expect(meetsCondition(condition, unit)).toBe(false);
  });

  it('[AS32] an override with pages that are no regular expression is for every page there, here for none', () => {
    const context = { attributes: unit, url: 'https://balance.example/', overrides: { hero: { url: '(' } } };
    const experiment = { key: 'hero', variations: ['old', 'new'] };
    expect(kitRun(experiment, context).inExperiment).toBe(true);
    expect(run(experiment, context).inExperiment).toBe(false);
  });

  it('[AS32] fewer names than variations fail there, here a variation without one has its index', () => {
    const experiment = { key: 'hero', variations: ['old', 'new'], meta: [{ key: 'control' }], weights: [0, 1] };
    expect(() => kitRun(experiment, { attributes: unit })).toThrow();
    expect(run(experiment, { attributes: unit })).toMatchObject({ inExperiment: true, key: '1' });
  });

  it('[AS32] a nested attribute assigns nobody there, here it does', () => {
    const experiment = { key: 'hero', variations: ['old', 'new'], hashAttribute: 'user.id' };
    const context = { attributes: { user: { id: 'u1' } } };
    expect(kitRun(experiment, context).inExperiment).toBe(false);
    expect(run(experiment, context)).toMatchObject({ inExperiment: true, hashValue: 'u1' });
  });

  it('[AS32] a feature switched off, or with an inherited name, is on there', () => {
    const context = { features: { hero: { enabled: false, defaultValue: true } } };
    expect(kitFeature('hero', context)).toMatchObject({ on: true });
    expect(feature('hero', context)).toMatchObject({ on: false, source: 'disabled' });
    expect(kitFeature('toString', context)).toMatchObject({ source: 'defaultValue' });
    expect(feature('toString', context)).toMatchObject({ source: 'unknownFeature' });
  });
});
