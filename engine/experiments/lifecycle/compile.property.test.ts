import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExperimentDesign } from '../../contract/index.ts';
import { evaluateFeature } from '../assign/index.ts';
import { compileFeatures } from './compile.ts';
import { record } from './design.fixture.ts';

const flags = new Map([['checkout', { enabled: true }]]);

const variationOf = (changes: Partial<ExperimentDesign>, user: string): string | null => {
  const features = { ...compileFeatures([record('running', changes)], flags) };
  const { experimentResult } = evaluateFeature('checkout', { features, attributes: { user } }).result;
  return experimentResult?.inExperiment ? experimentResult.key : null;
};

const designs = fc.record({
  seed: fc.string({ minLength: 1, maxLength: 20 }),
  hashVersion: fc.constantFrom(1 as const, 2 as const),
  coverage: fc.double({ min: 0.01, max: 1, noNaN: true }),
});
const units = fc.array(fc.string({ minLength: 1, maxLength: 24, unit: 'grapheme' }), { minLength: 1, maxLength: 40 });

describe('laws of compiled experiments', () => {
  it('[EX16] a unit gets the same variation whenever and wherever the definitions are compiled', () => {
    fc.assert(
      fc.property(designs, units, (changes, ids) => {
        const again = JSON.parse(JSON.stringify(compileFeatures([record('running', changes)], flags)));
        for (const user of ids)
          expect(evaluateFeature('checkout', { features: again, attributes: { user } }).result.value).toEqual(
            evaluateFeature('checkout', {
              features: { ...compileFeatures([record('running', changes)], flags) },
              attributes: { user },
            }).result.value,
          );
      }),
    );
  });

  it('[EX16] raising the coverage moves nobody who is in', () => {
    fc.assert(
      fc.property(designs, fc.double({ min: 0, max: 1, noNaN: true }), units, (changes, by, ids) => {
        const more = { ...changes, coverage: changes.coverage + by * (1 - changes.coverage) };
        for (const user of ids) {
          const before = variationOf(changes, user);
          if (before !== null) expect(variationOf(more, user)).toBe(before);
        }
      }),
    );
  });
});
