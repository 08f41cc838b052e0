import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { distancesTo, METRICS } from './distances.ts';

/** What scipy 1.10.1's `cdist` gave. */
const FILE = new URL('../../../../shared/data/mab/distances.json', import.meta.url);
const there = existsSync(FILE);

const points = z.object({ history: z.array(z.array(z.number())), rows: z.array(z.array(z.number())) });
const number = z.union([z.number(), z.literal('NaN').transform(() => Number.NaN)]);
const found = z.union([z.array(z.array(number)), z.object({ raises: z.string() })]);
const file = z.object({
  real: points,
  binary: points,
  result: z.record(z.string(), z.object({ real: found, binary: found })),
});

describe.skipIf(!there)("scipy's distances (skipped without the shared data)", () => {
  const vectors = there ? file.parse(JSON.parse(readFileSync(FILE, 'utf8'))) : null;
  const cases = METRICS.flatMap((metric) => (['real', 'binary'] as const).map((kind) => ({ metric, kind })));

  it.each(cases)('[BA4] $metric of $kind vectors', ({ metric, kind }) => {
    const expected = vectors?.result[metric]?.[kind];
    const { history, rows } = vectors?.[kind] ?? { history: [], rows: [] };
    if (expected === undefined) throw new Error(`the vectors have no ${metric}`);
    if ('raises' in expected) {
      expect(() => rows.map((row) => distancesTo(history, row, metric))).toThrow(RangeError);
      return;
    }
    for (const [index, row] of rows.entries()) {
      const own = distancesTo(history, row, metric);
      for (const [place, value] of (expected[index] ?? []).entries()) {
        if (Number.isNaN(value)) expect(own[place]).toBeNaN();
        else expect(own[place]).toBeCloseTo(value, 12);
      }
    }
  });
});
