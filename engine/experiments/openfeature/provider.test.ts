import { ProviderEvents, type ResolutionDetails } from '@openfeature/server-sdk';
import { describe, expect, it } from 'vitest';
import { appError, err, type Result } from '../../core/index.ts';
import {
  type AssignmentContext,
  type Exposure,
  parsePayload,
  type StickyDoc,
  type StickyDocs,
} from '../assign/index.ts';
import { attributesFrom } from './attributes.ts';
import { FlagProvider, type FlagProviderOptions } from './provider.ts';

const half = {
  hashVersion: 2,
  ranges: [
    [0, 0.5],
    [0.5, 1],
  ],
};
const test = { key: 'test', variations: ['a', 'b'], meta: [{ key: 'control' }, { key: 'treatment' }], ...half };
const payload = (features: object) => parsePayload({ features });
const LOST = err(appError('CASES_UNREADABLE', { file: 'flags.json', reason: 'it is not there' }));

async function provider(features: object, options: Partial<FlagProviderOptions> = {}) {
  let next: Result<AssignmentContext> = payload(features);
  const made = new FlagProvider({ source: { load: async () => next }, ...options });
  await made.initialize();
  const text = (key: string, context = {}) =>
    made.resolveStringEvaluation(key, 'default', { targetingKey: 'u1', ...context });
  const become = (result: Result<AssignmentContext>) => {
    next = result;
    return made.refresh();
  };
  return { made, text, become };
}

describe('the OpenFeature provider', () => {
  it('[AS25] an experiment is a split, with the key of the variation as variant', async () => {
    const { text } = await provider({ hero: { rules: [test] } });
    const details = await text('hero');
    expect(details.reason).toBe('SPLIT');
    expect([
      ['a', 'control'],
      ['b', 'treatment'],
    ]).toContainEqual([details.value, details.variant]);
  });

  it.each<[string, object, Partial<ResolutionDetails<string>>]>([
    ['has no value', {}, { value: 'default', reason: 'DEFAULT' }],
    ['is switched off', { enabled: false, defaultValue: 'x' }, { value: 'default', reason: 'DISABLED' }],
    [
      'waits for another',
      {
        defaultValue: 'x',
        rules: [{ parentConditions: [{ id: 'open', gate: true, condition: { value: true } }], force: 'y' }],
      },
      { value: 'default', reason: 'DISABLED' },
    ],
    [
      'needs itself',
      { rules: [{ parentConditions: [{ id: 'hero' }], force: 'y' }] },
      { value: 'default', reason: 'ERROR', errorCode: expect.stringMatching('GENERAL') },
    ],
    [
      'is forced by a rule',
      { rules: [{ id: 'all', force: 'y' }] },
      { value: 'y', variant: 'all', reason: 'TARGETING_MATCH' },
    ],
  ])('[AS25] a flag that %s', async (_what, hero, details) => {
    const { text } = await provider({ hero, open: { defaultValue: false } });
    expect(await text('hero')).toMatchObject(details);
  });

  it('[AS25] an object that was given out can be changed without changing the flag', async () => {
    const { made } = await provider({ theme: { defaultValue: { colours: ['green'] } } });
    const first = await made.resolveObjectEvaluation<{ colours: string[] }>('theme', { colours: [] }, {});
    first.value.colours.push('red');
    expect((await made.resolveObjectEvaluation('theme', {}, {})).value).toEqual({ colours: ['green'] });
  });

  it('[AS26] the targeting key is the id, unless one is given; dates are instants', () => {
    const at = new Date(0);
    expect(attributesFrom({ targetingKey: 'u1', at, n: Number.NaN, list: [at, { deep: null }] })).toEqual({
      id: 'u1',
      at: '1970-01-01T00:00:00.000Z',
      n: null,
      list: ['1970-01-01T00:00:00.000Z', { deep: null }],
    });
    expect(attributesFrom({ targetingKey: 'u1', id: 'own' })).toEqual({ id: 'own' });
  });

  it('[AS27] every use of an experiment is told, and no other use', async () => {
    const seen: Exposure[] = [];
    const options = { remembered: 5, onExposure: (exposure: Exposure) => seen.push(exposure) };
    const { text } = await provider({ hero: { rules: [test] }, plain: { defaultValue: 'x' } }, options);
    await text('hero');
    await text('plain');
    expect((await text('hero')).reason).toBe('CACHED');
    expect(seen.map(({ experiment, result }) => [experiment.key, result.hashValue])).toEqual([
      ['test', 'u1'],
      ['test', 'u1'],
    ]);
  });

  it('[AS27] sticky assignments are read for the unit and written when they are new', async () => {
    const written: StickyDocs[] = [];
    const docs = new Map<string, StickyDoc>();
    const sticky = {
      read: async (keys: ReadonlySet<string>) => new Map([...docs].filter(([key]) => keys.has(key))),
      write: async (changed: StickyDocs) => {
        written.push(changed);
        for (const [key, doc] of changed) docs.set(key, doc);
      },
    };
    const { text, become } = await provider({ hero: { rules: [test] } }, { sticky });
    const { value } = await text('hero');
    await become(
      payload({
        hero: {
          rules: [
            {
              ...test,
              ranges:
                value === 'a'
                  ? [
                      [0, 0],
                      [0, 1],
                    ]
                  : [
                      [0, 1],
                      [1, 1],
                    ],
            },
          ],
        },
      }),
    );
    expect((await text('hero')).value).toBe(value);
    expect(written).toEqual([
      new Map([['id||u1', expect.objectContaining({ attributeName: 'id', attributeValue: 'u1' })]]),
    ]);
  });

  it('[AS28] new definitions count at once and name the flags that changed', async () => {
    const { made, text, become } = await provider(
      { hero: { defaultValue: 'x' }, same: { defaultValue: 'x' } },
      { remembered: 5 },
    );
    const changes: unknown[] = [];
    made.events.addHandler(ProviderEvents.ConfigurationChanged, (details) => changes.push(details?.flagsChanged));
    await text('hero');
    await become(payload({ hero: { defaultValue: 'y' }, same: { defaultValue: 'x' }, more: { defaultValue: 'x' } }));
    expect(await text('hero')).toMatchObject({ value: 'y', reason: 'STATIC' });
    expect(changes).toEqual([['hero', 'more']]);
  });

  it('[AS28] when definitions can not be loaded anew, the old ones stay in use and are called stale', async () => {
    const { made, text, become } = await provider({ hero: { defaultValue: 'x' } });
    const stale: unknown[] = [];
    made.events.addHandler(ProviderEvents.Stale, (details) => stale.push(details?.message));
    expect(await become(LOST)).toBe(LOST);
    expect((await text('hero')).value).toBe('x');
    expect(stale).toEqual([expect.stringContaining('flags.json')]);
  });

  it('[AS28] definitions that can not be understood are fatal, and say what is wrong', async () => {
    const wrong = payload({ hero: { rules: [{ coverage: 'half' }] } });
    const made = new FlagProvider({ source: { load: async () => wrong } });
    await expect(made.initialize()).rejects.toMatchObject({
      code: 'PROVIDER_FATAL',
      message: expect.stringContaining('features.hero.rules.0.coverage is wrong'),
    });
    const lost = new FlagProvider({ source: { load: async () => LOST } });
    await expect(lost.initialize()).rejects.toMatchObject({ code: 'GENERAL' });
  });

  it('[AS27] of many questions only the last ones are remembered', async () => {
    const { text } = await provider({ hero: { defaultValue: 'x' } }, { remembered: 2 });
    const reasons: (string | undefined)[] = [];
    for (const id of ['a', 'b', 'a', 'c', 'a', 'b']) reasons.push((await text('hero', { id })).reason);
    expect(reasons).toEqual(['STATIC', 'STATIC', 'CACHED', 'STATIC', 'CACHED', 'STATIC']);
  });
});
