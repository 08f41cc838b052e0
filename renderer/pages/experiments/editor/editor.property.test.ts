import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { experimentDesignSchema } from '../../../../engine/contract/experiment-design.ts';
import type { ExperimentDesign, ExperimentMetric } from '../../../../engine/contract/index.ts';
import { conditionOf, OPERATORS, readCondition, takes, targetingOf } from './condition.ts';
import { readDesign } from './problems.ts';
import { toValues } from './to-values.ts';
import { readLoose, readTyped, typeOf, VALUE_TYPES, writeLoose, writeTyped } from './typed-text.ts';

const plain = fc.oneof(
  fc.string(),
  fc.constantFrom('true', '1', '"quoted"', 'null', '', ' spaced '),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => (Object.is(x, -0) ? 0 : x)),
  fc.boolean(),
  fc.constant(null),
);
const slug = fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,20}$/);
const percent = (min: number, max: number) => fc.integer({ min: min * 100, max: max * 100 }).map((x) => x / 10_000);
const text = fc.stringMatching(/^[A-Za-z][A-Za-z ,.]{0,30}[A-Za-z]$/);

const row = fc.record({
  row: fc.constant(0),
  attribute: fc.stringMatching(/^[a-zA-Z][a-zA-Z.]{0,9}$/),
  operator: fc.constantFrom(...OPERATORS.map(({ id }) => id)),
  value: plain.map(writeLoose),
  values: fc.array(plain.map(writeLoose), { minLength: 1, maxLength: 4 }),
});

const metric = (id: string): fc.Arbitrary<ExperimentMetric> => {
  const common = {
    id: fc.constant(id),
    name: text,
    role: fc.constantFrom('goal', 'secondary', 'guardrail'),
    better: fc.constantFrom('higher', 'lower'),
    event: text,
    window: fc.record({
      delayHours: fc.integer({ min: 0, max: 2160 }),
      hours: fc.option(fc.integer({ min: 1, max: 8760 })),
    }),
    currency: fc.constantFrom(null, 'EUR'),
  } as const;
  const capping = fc.oneof(
    fc.record({ kind: fc.constant('none' as const) }),
    fc.record({ kind: fc.constant('value' as const), value: fc.integer({ min: 1, max: 1e6 }) }),
    fc.record({ kind: fc.constant('percentile' as const), percentile: percent(50, 99) }),
  );
  return fc.oneof(
    fc.record({ ...common, kind: fc.constant('mean' as const), capping }),
    fc.record({ ...common, kind: fc.constant('proportion' as const) }),
    fc.record({ ...common, kind: fc.constant('retention' as const) }),
    fc.record({
      ...common,
      kind: fc.constant('ratio' as const),
      denominator: fc.record({ event: text, of: fc.constantFrom('sum', 'count') }),
      capping,
    }),
    fc.record({
      ...common,
      kind: fc.constant('quantile' as const),
      level: percent(1, 99),
      of: fc.constantFrom('events', 'units'),
      ignoreZeros: fc.boolean(),
    }),
  );
};

const keys = fc.uniqueArray(slug, { minLength: 2, maxLength: 4 });
const design: fc.Arbitrary<ExperimentDesign> = fc.record({
  key: slug,
  name: text,
  hypothesis: text,
  unit: text,
  flag: slug,
  defaultValue: fc.jsonValue({ noUnicodeString: false }).map((value) => JSON.parse(JSON.stringify(value))),
  variations: keys.chain((names) =>
    fc.tuple(
      ...names.map((key, index) =>
        fc.record({
          key: fc.constant(key),
          name: text,
          weight: fc.constant(index === 0 ? 1 - 0.125 * (names.length - 1) : 0.125),
          value: fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value))),
          description: text,
        }),
      ),
    ),
  ),
  coverage: percent(0, 100),
  targeting: fc.oneof(
    fc.constant({}),
    fc.record({ country: fc.record({ $in: fc.array(plain) }) }),
    fc.record({ $not: fc.record({ a: plain }) }),
  ),
  namespace: fc.option(fc.record({ name: slug, from: percent(0, 40), to: percent(41, 100) })),
  holdout: fc.option(slug),
  hashVersion: fc.constantFrom(1, 2),
  seed: text,
  sticky: fc.boolean(),
  metrics: fc.uniqueArray(slug, { maxLength: 4 }).chain((ids) => fc.tuple(...ids.map((id) => metric(id)))),
  rule: fc.record({
    method: fc.constantFrom('sequential', 'fixed', 'bayesian'),
    alpha: percent(1, 20),
    correction: fc.constantFrom('holm', 'benjamini_hochberg', 'none'),
    sides: fc.constantFrom('two', 'greater'),
    prior: fc.option(fc.record({ mean: percent(-50, 50), sd: percent(1, 100) })),
    chanceToWin: percent(50, 99),
    covariateDays: fc.integer({ min: 0, max: 90 }),
    minDays: fc.integer({ min: 1, max: 90 }),
    minUnits: fc.integer({ min: 2, max: 1e6 }),
    guardrailMargin: percent(0, 100),
  }),
  plan: fc.option(
    fc.record({
      minimumEffect: percent(1, 500),
      power: percent(50, 99),
      baseline: fc.integer({ min: 0, max: 1000 }),
      sd: fc.integer({ min: 1, max: 1000 }),
      unitsPerDay: fc.integer({ min: 1, max: 1e6 }),
      days: fc.integer({ min: 1, max: 365 }),
    }),
  ),
});

describe('what is typed is what is meant', () => {
  it('[EX92] a value of a condition is read as it was written', () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(readLoose(writeLoose(value))).toBe(value);
      }),
    );
  });

  it('[EX92] the value of a flag is read as it was written, in a type that can write all of them', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.boolean(), fc.string(), fc.integer()), { minLength: 1 }), (values) => {
        const type = typeOf(values);
        expect(VALUE_TYPES).toContain(type);
        for (const value of values) expect(readTyped(type, writeTyped(type, value))).toEqual({ ok: true, value });
      }),
    );
  });

  it('[EX92] rows of a condition make the condition they are read from again', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 4 }), fc.constantFrom('and', 'or'), (rows, join) => {
        const condition = conditionOf({ join, rows });
        const back = targetingOf(condition, () => 0);
        expect(back.mode).toBe('rows');
        expect(conditionOf(back)).toEqual(condition);
        expect(back.rows.map(({ attribute }) => attribute)).toEqual(rows.map(({ attribute }) => attribute));
        for (const [index, { operator }] of back.rows.entries())
          expect(takes(operator)).toBe(takes(rows[index]?.operator ?? '$eq'));
      }),
    );
  });

  it('[EX92] any condition that can be typed is kept, in rows or as it is', () => {
    const condition = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,5}$/),
      fc.oneof(plain, fc.record({ $in: fc.array(plain) }), fc.record({ $not: fc.record({ $gt: plain }) })),
    );
    fc.assert(
      fc.property(condition, (wanted) => {
        const asText = readCondition(JSON.stringify(wanted));
        if (!asText.ok) throw new Error(asText.why);
        const { mode, json, ...rows } = targetingOf(asText.condition, () => 0);
        const kept = mode === 'rows' ? conditionOf(rows) : JSON.parse(json);
        expect(kept).toEqual(asText.condition);
      }),
    );
  });

  it('[EX92] a design is the same after it was opened in the editor', () => {
    fc.assert(
      fc.property(design, (before) => {
        const known = experimentDesignSchema.parse(before);
        const read = readDesign(toValues(known));
        if (!read.ok) throw new Error(JSON.stringify(read.problems));
        expect(read.design).toEqual(known);
      }),
      { numRuns: 60 },
    );
  });
});
