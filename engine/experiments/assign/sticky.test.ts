import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contextSchema } from './definition.ts';
import { evaluateFeature } from './feature.ts';
import { type StickyDocs, stickyDocs, stickyKeysOf } from './sticky.ts';

const NO_DOCS: StickyDocs = new Map();
const META = [{ key: 'control' }, { key: 'treatment' }];

const evaluate = (rule: object, docs: StickyDocs | null, attributes: object = { id: 'u1' }) =>
  evaluateFeature(
    'hero',
    contextSchema.parse({
      attributes,
      features: { hero: { rules: [{ key: 'test', variations: [0, 1], meta: META, hashVersion: 2, ...rule }] } },
    }),
    docs,
  );

const kept = (assignments: Record<string, string>, attributeName = 'id', attributeValue = 'u1') =>
  stickyDocs([{ attributeName, attributeValue, assignments }]);

describe('sticky buckets', () => {
  it('[AS21] keep a unit where it was when weights, coverage and conditions change', () => {
    const weight = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), weight, weight, (id, share, coverage) => {
        const before = evaluate({}, NO_DOCS, { id });
        const changed = { weights: [share, 1 - share], coverage, condition: { country: 'FR' } };
        const after = evaluate(changed, before.docs, { id });
        expect(after.result.value).toBe(before.result.value);
        expect(after.result.experimentResult?.stickyBucketUsed).toBe(true);
        expect(after.docs).toEqual(before.docs);
      }),
    );
  });

  it('[AS21] are kept only where there is somewhere to keep them, and the rule wants it', () => {
    expect(evaluate({}, null).docs).toBeNull();
    expect(evaluate({ disableStickyBucketing: true }, NO_DOCS).docs).toEqual(NO_DOCS);
  });

  it('[AS23] the documents of a unit are those that rules and experiments find it by', () => {
    const context = contextSchema.parse({
      attributes: { id: 7, device: 'd1', session: 's1', plan: 'pro' },
      features: {
        hero: { rules: [{ variations: [0, 1], fallbackAttribute: 'device' }] },
        banner: { rules: [{ force: 1, hashAttribute: 'plan' }] },
      },
      experiments: [{ hashAttribute: 'session', fallbackAttribute: '' }, {}],
    });
    expect([...stickyKeysOf(context)].sort()).toEqual(['device||d1', 'id||7', 'session||s1']);
  });

  it('[AS22] another bucket version begins anew; a version below the least keeps the unit out', () => {
    const all = { weights: [1, 0] };
    const docs = kept({ test__1: 'treatment' });
    expect(evaluate({ ...all, bucketVersion: 1 }, docs).result.value).toBe(1);
    const anew = evaluate({ ...all, bucketVersion: 2 }, docs);
    expect(anew.result.value).toBe(0);
    expect(anew.docs?.get('id||u1')?.assignments).toEqual({ test__1: 'treatment', test__2: 'control' });
    const blocked = evaluate({ ...all, bucketVersion: 2, minBucketVersion: 2 }, docs);
    expect(blocked.result).toMatchObject({ value: null, source: 'defaultValue' });
    expect(blocked.exposures).toEqual([]);
  });

  it('[AS22] a least version far above all that were ever used keeps the unit out, and asks only what was assigned', () => {
    const far = { bucketVersion: 1, minBucketVersion: 1e15 };
    expect(evaluate(far, kept({ test__7: 'treatment' })).result.source).toBe('defaultValue');
    expect(evaluate(far, kept({ test__x: 'treatment', test__07: 'treatment', other__7: '0' })).result.source).toBe(
      'experiment',
    );
  });

  it('[AS22] a variation that is no more is no assignment', () => {
    expect(evaluate({ weights: [1, 0] }, kept({ test__0: 'gone' })).result.value).toBe(0);
  });

  it('[AS23] what the fallback attribute got is taken over when the unit gets its own', () => {
    const rule = { fallbackAttribute: 'device', weights: [1, 0] };
    const docs = kept({ test__0: 'treatment' }, 'device', 'd1');
    const { result, docs: after } = evaluate(rule, docs, { id: 'u1', device: 'd1' });
    expect(result.value).toBe(1);
    expect(after?.get('id||u1')?.assignments).toEqual({ test__0: 'treatment' });
    expect(evaluate(rule, docs, { device: 'd1' }).result.experimentResult).toMatchObject({ hashAttribute: 'device' });
  });

  it('[AS23] only the documents of the unit itself are asked for', () => {
    const context = contextSchema.parse({
      attributes: { id: 7, device: 'd1', email: 'a@b.example' },
      features: {
        hero: {
          rules: [
            { variations: [0, 1], fallbackAttribute: 'device' },
            { force: 1, hashAttribute: 'email' },
          ],
        },
      },
    });
    expect([...stickyKeysOf(context)].sort()).toEqual(['device||d1', 'id||7']);
  });
});
