import { z } from 'zod';
import type { ReplayedTrace } from './replay-trace.ts';
import type { Trace } from './trace.ts';

const AS_FIRST = 'same_as_first_case';
const fields = z.record(z.string(), z.unknown());

/**
 * Where a value is not the one that was recorded; null when it is. What was not recorded, or only as that of the first
 * case, is not compared.
 * @param relative for numbers.
 */
function difference(found: unknown, recorded: unknown, relative: number, path: string): string | null {
  if (recorded === AS_FIRST || recorded === undefined) return null;
  const differs = `${path}: ${JSON.stringify(found)} is not ${JSON.stringify(recorded)}`;
  if (typeof recorded === 'number' && typeof found === 'number') {
    return Math.abs(found - recorded) <= relative * Math.abs(recorded) + (relative > 0 ? 1e-15 : 0) ? null : differs;
  }
  if (Array.isArray(recorded)) {
    if (!Array.isArray(found) || found.length !== recorded.length) return differs;
    const parts = recorded.map((value, index) => difference(found[index], value, relative, `${path}[${index}]`));
    return parts.find((part) => part !== null) ?? null;
  }
  const [own, theirs] = [fields.safeParse(found), fields.safeParse(recorded)];
  if (!theirs.success) return found === recorded ? null : differs;
  if (!own.success) return differs;
  const parts = Object.entries(theirs.data).map(([name, value]) =>
    difference(own.data[name], value, relative, `${path}.${name}`),
  );
  return parts.find((part) => part !== null) ?? null;
}

/** How near numbers have to be: linear algebra moves by rounding. */
const toleranceOf = (policy: string): number => (policy.startsWith('Lin') ? 1e-9 : 1e-12);

export interface TraceComparison {
  readonly operations: number;
  /** Of these the operations of which a result, a state, a generator or a refusal was recorded. */
  readonly recorded: number;
  /** Each operation that came out otherwise, with the first place. */
  readonly differences: readonly string[];
}

/** What was replayed beside what was recorded: results, states, refusals, and generators to the bit. */
export function compareTrace(trace: Trace, { cases }: ReplayedTrace): TraceComparison {
  const differences: string[] = [];
  let [operations, recorded] = [0, 0];
  for (const [place, one] of trace.cases.entries()) {
    const relative = toleranceOf(one.learning_policy.name);
    for (const [index, op] of one.ops.entries()) {
      const found = cases[place]?.ops[index];
      operations += 1;
      if (['result', 'state', 'raises', 'rng_after'].some((name) => op[name] !== undefined)) recorded += 1;
      const first =
        difference(found?.raises, op.raises, 0, 'raises') ??
        difference(found?.result, op.result, relative, 'result') ??
        difference(found?.state, op.state, relative, 'state') ??
        difference(found?.rng_after, op.rng_after, 0, 'rng_after');
      if (first !== null) differences.push(`${one.id}, operation ${index} (${op.op}): ${first}`);
    }
  }
  return { operations, recorded, differences };
}
