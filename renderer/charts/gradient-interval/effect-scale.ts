import type { Tick } from '../axis/day-ticks.ts';
import { textWidth } from '../axis/text-width.ts';
import { type Domain, valueDomain } from '../axis/value-domain.ts';

/** An estimate and the interval around it. */
export interface Reach {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** An end that is this many times further out than the usual one does not stretch the scale of the others. */
const FAR = 2.5;

const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/**
 * One scale for intervals that are compared with each other. Zero is always in it, every estimate is, and every end of an
 * interval, but for ends more than two and a half times as far out as the usual one: those are cut, and drawn as arrows.
 */
export function effectDomain(rows: readonly Reach[]): Domain {
  const furthest = rows.map(({ low, high }) => Math.max(Math.abs(low), Math.abs(high))).filter(Number.isFinite);
  const limit = FAR * middle(furthest);
  const ends = rows.flatMap(({ estimate, low, high }) => [
    estimate,
    Math.max(low, Math.min(estimate, -limit)),
    Math.min(high, Math.max(estimate, limit)),
  ]);
  return rows.length === 0 ? [-0.1, 0.1] : valueDomain(ends, 'rate', true);
}

/** Where an interval is drawn on a scale, and on which sides it goes on. */
export interface Drawn extends Reach {
  readonly cutLow: boolean;
  readonly cutHigh: boolean;
}

/** The part of an interval that is on the scale. */
export const onScale = ({ estimate, low, high }: Reach, [from, to]: Domain): Drawn => ({
  estimate: Math.min(to, Math.max(from, estimate)),
  low: Math.min(to, Math.max(from, low)),
  high: Math.min(to, Math.max(from, high)),
  cutLow: low < from,
  cutHigh: high > to,
});

/** A tick of a scale of relative effects: "+5 %", "0 %". */
export const signed = (at: number, text: string): string => (at > 0 ? `+${text}` : text);

const TICK_GAP = 7;

/** As many of the ticks as stand apart from each other: every second, third … counted from zero, which stays. */
export function spacedTicks(ticks: readonly Tick[], x: (value: number) => number): readonly Tick[] {
  const [first, second] = ticks;
  if (first === undefined || second === undefined) return ticks;
  const room = Math.max(...ticks.map(({ at, text }) => textWidth(signed(at, text)))) + TICK_GAP;
  const every = Math.max(1, Math.ceil(room / Math.max(1, x(second.at) - x(first.at))));
  const zero = Math.max(
    0,
    ticks.findIndex(({ at }) => at === 0),
  );
  return ticks.filter((_, index) => (index - zero) % every === 0);
}
