import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { answerCases, caseGroups } from './case-file.ts';

const FILE = '../shared/data/growthbook/sdk_cases.json';

/** What a case of each group expects, of its parts. */
const EXPECTED: Readonly<Record<string, (parts: readonly unknown[]) => unknown>> = {
  hash: (parts) => parts[3],
  getBucketRange: (parts) => parts[2],
  chooseVariation: (parts) => parts[3],
  getEqualWeights: (parts) => parts[1],
  inNamespace: (parts) => parts[3],
  getQueryStringOverride: (parts) => parts[4],
  run: (parts) => ({ value: parts[3], inExperiment: parts[4], hashUsed: parts[5] }),
  feature: (parts) => parts[3],
  stickyBucket: (parts) => ({ result: parts[4], docs: parts[5] }),
  evalCondition: (parts) => parts[3],
};

const partsSchema = z.array(z.unknown());

describe('case files', () => {
  it.skipIf(!existsSync(FILE))(`[AS1] every case of ${FILE} (skipped when it is absent)`, () => {
    const groups = caseGroups(JSON.parse(readFileSync(FILE, 'utf8'))) ?? {};
    expect(Object.keys(groups).sort()).toEqual(Object.keys(EXPECTED).sort());
    const answers = answerCases(groups).map(({ group, index, output, error }) => ({ group, index, output, error }));
    const wanted = Object.entries(groups).flatMap(([group, cases]) =>
      cases.map((parts, index) => ({ group, index, output: EXPECTED[group]?.(partsSchema.parse(parts)) })),
    );
    // As the file says it: without what is undefined.
    expect(JSON.parse(JSON.stringify(answers))).toEqual(wanted);
  });

  it('[AS2] a case that can not be read, and a group that is not known, say so in their place', () => {
    const groups =
      caseGroups({
        cases: {
          hash: [
            ['s', 'a', 1],
            ['s', 1],
          ],
          decrypt: [['x']],
        },
      }) ?? {};
    const [good, bad, unknown] = answerCases(groups);
    expect(good).toMatchObject({ group: 'hash', index: 0, output: expect.any(Number) });
    expect(bad).toMatchObject({ group: 'hash', index: 1, error: expect.stringContaining('can not be read') });
    expect(unknown).toEqual({ group: 'decrypt', index: 0, error: 'This group of cases is not known.' });
  });

  it('[AS2] a number of variations that can not be answered is a case that can not be read', () => {
    const answers = answerCases({ getEqualWeights: [[1e9], [2.5]], getBucketRange: [['x', [1e9, 1, null], []]] });
    expect(answers.map(({ error }) => error)).toEqual(
      Array.from({ length: 3 }, () => expect.stringContaining('can not be read')),
    );
  });

  it('[AS2] a case that is nested too deeply says so, and the others are answered', () => {
    const deep = JSON.parse(`${'{"$not":'.repeat(20_000)}{}${'}'.repeat(20_000)}`);
    const answers = answerCases({
      evalCondition: [
        ['deep', deep, {}, null],
        ['flat', {}, {}, null],
      ],
    });
    expect(answers).toEqual([
      { group: 'evalCondition', index: 0, error: 'The case is nested too deeply to be answered.' },
      { group: 'evalCondition', index: 1, output: true },
    ]);
  });

  it('[AS33] null is no more said than a field that is missing', () => {
    const silent = { weights: null, condition: null, namespace: null, hashVersion: null, meta: null, seed: null };
    const rule = { variations: ['a', 'b'], coverage: 1, key: 'hero' };
    const context = { attributes: { id: 'u1' }, url: null, overrides: null, savedGroups: null, enabled: null };
    const features = (more: object) => ({ ...context, features: { hero: { rules: [{ ...rule, ...more }] } } });
    const answers = answerCases({
      feature: [
        ['null', features(silent), 'hero', null],
        ['missing', features({}), 'hero', null],
      ],
      run: [
        ['null', context, { ...rule, ...silent, urlPatterns: null, groups: null, active: null }, null, null, null],
        ['missing', context, rule, null, null, null],
      ],
    });
    const [feature, sameFeature, run, sameRun] = answers.map(({ output }) => JSON.stringify(output));
    expect(feature).toContain('"source":"experiment"');
    expect(feature).toBe(sameFeature);
    expect(run).toContain('"hashUsed":true');
    expect(run).toBe(sameRun);
  });

  it('[AS2] groups may be missing or empty', () => {
    expect(answerCases({})).toEqual([]);
    expect(answerCases({ hash: [], decrypt: [] })).toEqual([]);
  });

  it('[AS2] what is no case file is none', () => {
    expect(caseGroups([])).toBeNull();
    expect(caseGroups({ cases: [] })).toBeNull();
  });
});
