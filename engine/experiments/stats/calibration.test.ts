import { expect, it } from 'vitest';
import { seededUniform } from '../../stats/index.ts';
import { calibrationOf, simulateTrial } from './calibration.ts';

const RATE = 0.2;

function* trials(count: number, effect: number) {
  const uniform = seededUniform(20_261_122);
  for (let i = 0; i < count; i += 1) {
    yield simulateTrial(uniform, { looks: 20, unitsPerLook: 200, rate: RATE, effect });
  }
}

/** Whether so many of so many is within three standard deviations of the rate. */
const near = (count: number, of: number, rate: number) =>
  Math.abs(count / of - rate) <= 3 * Math.sqrt((rate * (1 - rate)) / of);

it('[ES17] without an effect, one look is wrong at its rate, daily looks are wrong far more often, the sequence is not', () => {
  const read = calibrationOf(trials(600, 0));
  expect(read.trials).toBe(600);
  expect(near(read.fixedAtEnd, 600, 0.05)).toBe(true);
  expect(read.fixedAtAnyLook / 600).toBeGreaterThan(0.15);
  expect(read.sequentialAtAnyLook / 600).toBeLessThanOrEqual(0.05);
  expect(near(read.ratioAlarms, 600, 0.001)).toBe(true);
});

it('[ES17] with an effect, intervals hold the truth as often as they say, the sequence at every look', () => {
  const relative = [...trials(600, 0.04)].map((trial) => ({ ...trial, truth: trial.truth / RATE }));
  for (const read of [calibrationOf(trials(600, 0.04)), calibrationOf(relative, { difference: 'relative' })]) {
    expect(near(read.fixedAtEnd, 600, 0.05)).toBe(true);
    expect(read.sequentialAtAnyLook / 600).toBeLessThanOrEqual(0.05);
  }
});
