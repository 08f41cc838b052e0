import { describe, expect, it } from 'vitest';
import type { ExperimentRead } from '../../contract/index.ts';
import { seededUniform } from '../../stats/index.ts';
import { benjaminiHochberg } from '../stats/index.ts';
import { analyseExperiment } from './analyse.ts';
import { recordOf, SIGN_UPS } from './design.fixture.ts';
import { mergeSums } from './merge-sums.ts';
import { dataOf, drawWorld, sumsOf, type Unit, type Values } from './world.fixture.ts';

const SAME = { rate: 0.2, sessions: 4 };

/** Units of which the treatment's on mobile sign up at another rate. */
function units(mobileRate: number): readonly Unit[] {
  const uniform = seededUniform(8);
  const drawn = drawWorld({ seed: 2, days: 14, unitsPerDay: 300, truth: { control: SAME, treatment: SAME } });
  return drawn.map((unit) =>
    unit.variation === 'treatment' && unit.device === 'mobile'
      ? { ...unit, values: { 'sign-ups': { x: uniform() < mobileRate ? 1 : 0 } } }
      : { ...unit, values: { 'sign-ups': { x: unit.values['sign-ups']?.x ?? 0 } } },
  );
}

function read(rate: number, wishes: Parameters<typeof recordOf>[0] = {}): ExperimentRead {
  const record = recordOf({ metrics: [SIGN_UPS], ...wishes });
  return analyseExperiment(record, dataOf(record, units(rate)), []);
}

const part = (found: ExperimentRead, value: string) => {
  const one = found.segments.find((segment) => segment.value === value);
  if (one === undefined) throw new Error(`no part ${value}`);
  return one;
};

describe('parts of the units', () => {
  it('[EX82] have the effect of their own units', () => {
    const found = part(read(0.4), 'mobile');
    const share = (variation: string) => {
      const own = units(0.4).filter((unit) => unit.variation === variation && unit.device === 'mobile');
      return { n: own.length, mean: own.filter((unit) => unit.values['sign-ups']?.x === 1).length / own.length };
    };
    const [control, treatment] = [share('control'), share('treatment')];
    expect(found.comparison.estimate).toBeCloseTo(treatment.mean / control.mean - 1, 12);
    expect(found.units).toBe(control.n + treatment.n);
    expect(found.comparison.reads).toBe('better');
  });

  it.each(['sequential', 'fixed', 'bayesian'] as const)('[EX82] that differ from the others are told: %s', (method) => {
    const rule = { method };
    const found = read(0.4, { rule, status: 'stopped' });
    expect(part(found, 'mobile').differsPValue).toBeLessThan(0.01);
    // Two parts differ from one another by the same.
    expect(part(found, 'desktop').differsPValue).toBeCloseTo(part(found, 'mobile').differsPValue ?? Number.NaN, 12);
    expect(part(read(0.2, { rule, status: 'stopped' }), 'mobile').differsPValue).toBeGreaterThan(0.1);
  });

  it('[EX82] are adjusted over all of them', () => {
    const found = read(0.3).segments;
    const pValues = found.map(({ comparison }) => comparison.pValue);
    expect(found.map(({ comparison }) => comparison.adjustedPValue)).toEqual(benjaminiHochberg(pValues));
    expect(pValues.every((p) => p !== null)).toBe(true);
  });

  it('[EX82] taken together are the sums of the whole', () => {
    const uniform = seededUniform(1);
    const rows = Array.from({ length: 40 }, (): Values => {
      const u = uniform();
      return { x: u + uniform(), y: 1 + uniform() * u, u, v: 1 + uniform() };
    });
    const [whole, merged] = [sumsOf(rows), mergeSums(sumsOf(rows.slice(0, 13)), sumsOf(rows.slice(13)))];
    for (const name of ['xy', 'xu', 'xv', 'yu', 'yv', 'uv'] as const)
      expect(merged[name]).toBeCloseTo(whole[name] ?? Number.NaN, 12);
    for (const name of ['x', 'y', 'u', 'v'] as const) {
      expect(merged[name]?.mean).toBeCloseTo(whole[name]?.mean ?? Number.NaN, 12);
      expect(merged[name]?.m2).toBeCloseTo(whole[name]?.m2 ?? Number.NaN, 12);
    }
    const bare = sumsOf([{ x: 1 }, { x: 2 }]);
    expect(mergeSums(bare, sumsOf(rows))).toMatchObject({ y: null, xu: null });
  });
});
