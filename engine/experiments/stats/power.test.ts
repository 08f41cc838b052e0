import { describe, expect, it } from 'vitest';
import {
  daysNeeded,
  detectableEffect,
  minimumDetectableEffect,
  moreUnitsNeeded,
  plannedError,
  powerAt,
  unitsNeeded,
} from './power.ts';

/** A conversion rate of 10 %. */
const RATE = { mean: 0.1, variance: 0.09 };
const SEQUENTIAL = { method: { kind: 'sequential', tuning: 5000 } } as const;

/** Our own run of scipy's root finder over the two-sided normal power with delta-method errors. */
const ORACLE = { fixed: 118_816.05039017998, sequential: 283_059.42117103544, uneven: 3779.2263352405644 };

describe('power before the start', () => {
  it('[ES15] the units for an effect are those at which its power is reached', () => {
    expect(unitsNeeded(0.05, RATE)).toBe(Math.ceil(ORACLE.fixed));
    expect(unitsNeeded(0.05, RATE, SEQUENTIAL)).toBe(Math.ceil(ORACLE.sequential));
    expect(unitsNeeded(0.1, { mean: 20, variance: 400, share: 2 / 3 })).toBe(Math.ceil(ORACLE.uneven));
  });

  it('[ES15] every goal and variation takes its share of the false alarms', () => {
    expect(unitsNeeded(-0.1, RATE, { goals: 3, variations: 3 })).toBe(54_811);
  });

  it('[ES15] the smallest effect found by so many units needs so many units', () => {
    for (const design of [{}, SEQUENTIAL]) {
      const effect = minimumDetectableEffect(50_000, RATE, design) ?? 0;
      expect(Math.abs((unitsNeeded(effect, RATE, design) ?? 0) - 50_000)).toBeLessThanOrEqual(1);
    }
  });

  it('[ES15] days are whole, and none come without traffic', () => {
    expect(daysNeeded(118_817, 10_000)).toBe(12);
    expect(daysNeeded(118_817, 0)).toBeNull();
    expect(unitsNeeded(0, RATE)).toBeNull();
    expect(minimumDetectableEffect(0, RATE)).toBeNull();
  });

  it('[ES15] power is the rate of false alarms without an effect, and 1 for a huge one', () => {
    const now = { standardError: 0.02, units: 4000 };
    expect(powerAt(0, now)).toBeCloseTo(0.05, 12);
    expect(powerAt(1, now)).toBeCloseTo(1, 12);
    expect(powerAt(0.05, { standardError: plannedError(RATE, 0.05, 20_000), units: 20_000 })).toBeCloseTo(
      0.20975268953122722,
      11,
    );
  });
});

describe('power on the way', () => {
  // Two arms of 500, mean 1 and 1.05, variance 1000/499: GrowthBook's published case.
  const variance = 1000 / 499 / 500;
  const now = { standardError: Math.sqrt((variance * (1 + 1.05 ** 2)) / 1), units: 1000 };

  it('[ES16] says how many times the units so far are missing', () => {
    const more = moreUnitsNeeded(0.05, now);
    expect(more.known && more.times).toBeCloseTo(25.46, 1);
    const sequential = moreUnitsNeeded(0.05, now, SEQUENTIAL);
    expect(sequential.known && sequential.times).toBeCloseTo(55.7, 0);
  });

  it('[ES16] a prior that expects the effect needs fewer', () => {
    const prior = { mean: 0.05, variance: 0.001 };
    const more = moreUnitsNeeded(0.05, now, { method: { kind: 'bayesian', prior } });
    expect(more.known && more.times).toBeCloseTo(13.94, 1);
  });

  it('[ES16] what has arrived can be enough, and nothing can be said without an error', () => {
    expect(moreUnitsNeeded(1, now)).toEqual({ known: true, times: 0, units: 0 });
    expect(moreUnitsNeeded(0.05, { standardError: 0, units: 10 })).toEqual({ known: false });
    expect(moreUnitsNeeded(1e-7, now)).toEqual({ known: false });
  });

  it.each([
    ['one look', {}],
    ['a sequence', SEQUENTIAL],
    ['a prior', { method: { kind: 'bayesian', prior: { mean: 0.02, variance: 0.01 } } }],
    ['three goals', { goals: 3, variations: 3 }],
  ] as const)('[ES21] the smallest effect for the units so far is the one with the planned power: %s', (_, design) => {
    const effect = detectableEffect(now, { ...design, power: 0.8 });
    expect(effect).not.toBeNull();
    const goals = 'goals' in design ? design.goals : 1;
    expect(powerAt(effect ?? 0, now, design)).toBeCloseTo(0.8 ** (1 / goals), 9);
  });

  it('[ES21] is two and eight tenths of the error at one look of 5 % with power 80 %', () => {
    // z(0.975) + z(0.8), from tables.
    expect((detectableEffect(now) ?? 0) / now.standardError).toBeCloseTo(1.95996 + 0.84162, 3);
    expect(detectableEffect({ standardError: 0, units: 4 })).toBeNull();
  });
});
