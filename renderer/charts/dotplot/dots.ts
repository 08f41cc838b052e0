import type { Domain } from '../axis/value-domain.ts';

/** Dots of one bin, stacked from the axis up. */
export interface Stack {
  /** Place of the bin among the others, from the left; bin 0 begins at zero. */
  readonly bin: number;
  readonly from: number;
  readonly to: number;
  readonly dots: number;
}

export interface DotLayout {
  readonly stacks: readonly Stack[];
  /** Pixels of one dot, across and up. */
  readonly size: number;
}

interface Room {
  readonly domain: Domain;
  readonly width: number;
  readonly height: number;
}

const LARGEST = 15;
const SMALLEST = 3;
const STEP = 0.25;

/** Bins as wide as a dot, laid from zero on, so that no bin has dots of both sides. */
function stacksOf(values: readonly number[], width: number): readonly Stack[] {
  const counts = new Map<number, number>();
  for (const value of values) {
    // A value at zero is not above it: it belongs to the bin that ends there.
    const bin = value === 0 ? -1 : Math.floor(value / width);
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([bin, dots]) => ({ bin, from: bin * width, to: (bin + 1) * width, dots }));
}

/**
 * A quantile dotplot (Kay et al. 2016): equally likely values as dots of one size, as large as the room allows. Dots above
 * zero stand right of it, the others left, so that they can be counted.
 */
export function layoutDots(values: readonly number[], { domain, width, height }: Room): DotLayout {
  const unit = (domain[1] - domain[0]) / Math.max(1, width);
  for (let size = LARGEST; size > SMALLEST; size -= STEP) {
    const stacks = stacksOf(values, size * unit);
    if (Math.max(0, ...stacks.map(({ dots }) => dots)) * size <= height) return { stacks, size };
  }
  const stacks = stacksOf(values, SMALLEST * unit);
  return { stacks, size: Math.min(SMALLEST, height / Math.max(1, ...stacks.map(({ dots }) => dots))) };
}
