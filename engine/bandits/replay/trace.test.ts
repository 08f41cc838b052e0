import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { replayTrace } from './replay-trace.ts';
import { type TraceDataset, traceDatasetSchema, traceSchema } from './trace.ts';

/** MABWiser 2.7.4's own runs, operation by operation. */
const FOLDER = new URL('../../../../shared/data/mab/', import.meta.url);
const there = existsSync(FOLDER);
const json = (name: string): unknown => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));

const files = there
  ? readdirSync(FOLDER).filter((name) => /^[A-Z].*\.[A-Z](\.\w+)?\.json$|^special\.json$/.test(name))
  : [];

const datasetOf = async (name: string): Promise<TraceDataset> =>
  z.object({ dataset: traceDatasetSchema }).parse(json(`dataset_${name}.json`)).dataset;

/** Where a value is not the one that was recorded; null when it is. `relative` is for numbers. */
function difference(found: unknown, recorded: unknown, relative: number, path: string): string | null {
  if (recorded === 'same_as_first_case' || recorded === undefined) return null;
  const differs = `${path}: ${JSON.stringify(found)} is not ${JSON.stringify(recorded)}`;
  if (recorded === 'NaN') return Number.isNaN(found) ? null : differs;
  if (typeof recorded === 'number' && typeof found === 'number') {
    return Math.abs(found - recorded) <= relative * Math.abs(recorded) + (relative > 0 ? 1e-15 : 0) ? null : differs;
  }
  if (Array.isArray(recorded)) {
    if (!Array.isArray(found) || found.length !== recorded.length) return differs;
    const parts = recorded.map((value, index) => difference(found[index], value, relative, `${path}[${index}]`));
    return parts.find((part) => part !== null) ?? null;
  }
  const fields = z.record(z.string(), z.unknown());
  const [own, theirs] = [fields.safeParse(found), fields.safeParse(recorded)];
  if (!theirs.success) return found === recorded ? null : differs;
  if (!own.success) return differs;
  const parts = Object.entries(theirs.data).map(([name, value]) =>
    difference(own.data[name], value, relative, `${path}.${name}`),
  );
  return parts.find((part) => part !== null) ?? null;
}

describe.skipIf(!there)('traces of MABWiser (skipped without the shared data)', () => {
  it.each(files)('[BA3] %s comes out the same, and so does the generator', async (name) => {
    const trace = traceSchema.parse(json(name));
    const { cases } = await replayTrace(trace, datasetOf);
    for (const [place, one] of trace.cases.entries()) {
      const relative = one.learning_policy.name.startsWith('Lin') ? 1e-9 : 1e-12;
      const done = cases[place]?.ops ?? [];
      for (const [index, op] of one.ops.entries()) {
        const where = `${one.id}, operation ${index} (${op.op})`;
        const found = done[index];
        if (op.raises !== undefined) expect(found?.raises, where).toBeDefined();
        expect(difference(found?.result, op.result, relative, 'result'), where).toBeNull();
        expect(difference(found?.state, op.state, relative, 'state'), where).toBeNull();
        expect(difference(found?.rng_after, op.rng_after, 0, 'rng_after'), where).toBeNull();
      }
      expect(done).toHaveLength(one.ops.length);
    }
  });
});
