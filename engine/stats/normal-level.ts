import { normalQuantile } from './normal.ts';

const KEPT = 64;
const known = new Map<number, number>();

/**
 * The standard normal quantile of a probability, remembered: a read asks for those of its few levels again and again, and
 * each takes a search.
 */
export function normalLevel(p: number): number {
  const found = known.get(p);
  if (found !== undefined) return found;
  const z = normalQuantile(p);
  if (known.size >= KEPT) known.clear();
  known.set(p, z);
  return z;
}
