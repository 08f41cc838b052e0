import { studentQuantile, studentSurvival } from '../../stats/index.ts';
import type { KnownEffect } from './effect.ts';

/** `two` looks both ways; `greater` asks whether treatment is above control, `lesser` whether it is below. */
export type Side = 'two' | 'greater' | 'lesser';

export interface TestOptions {
  /** Rate of false alarms, over both sides together. Default 0.05. */
  readonly alpha?: number;
  readonly side?: Side;
}

export interface TestRead {
  /** Unit of the effect; one end is infinite when the test is one-sided. */
  readonly interval: readonly [number, number];
  readonly pValue: number;
}

/** The interval of an effect that reaches `width` from its estimate, open on the side that is not tested. */
export function intervalOf(estimate: number, width: number, side: Side): readonly [number, number] {
  return [
    side === 'lesser' ? Number.NEGATIVE_INFINITY : estimate - width,
    side === 'greater' ? Number.POSITIVE_INFINITY : estimate + width,
  ];
}

function pValueOf(t: number, degrees: number, side: Side): number {
  switch (side) {
    case 'two':
      return Math.min(1, 2 * studentSurvival(Math.abs(t), degrees));
    case 'greater':
      return studentSurvival(t, degrees);
    case 'lesser':
      return studentSurvival(-t, degrees);
  }
}

/**
 * Welch's t test and interval (Welch 1947). Holds at one look planned beforehand; who looks every day reads
 * {@link file://./sequential.ts} instead.
 */
export function fixedHorizon(effect: KnownEffect, { alpha = 0.05, side = 'two' }: TestOptions = {}): TestRead {
  const { estimate, standardError, degrees } = effect;
  const t = estimate / standardError;
  const level = side === 'two' ? 1 - alpha / 2 : 1 - alpha;
  return {
    interval: intervalOf(estimate, studentQuantile(level, degrees) * standardError, side),
    pValue: pValueOf(t, degrees, side),
  };
}
