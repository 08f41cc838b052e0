import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type ProofValue, proofIdSchema, proofRunSchema, sourceSchema } from '../contract/index.ts';
import { canonicalJson, instantOf } from '../core/index.ts';
import { SOURCE } from '../creative/engine.fixture.ts';
import type { ProofReading } from '../store/cache/types.ts';
import { compareProof, makeProof, proofId } from './proof.ts';

const at = (millis: number) => ({ now: () => instantOf(millis), millis: () => millis, sleep: async () => undefined });

const READING: ProofReading = {
  ref: 'creative.p_best/budget/budget-3',
  label: 'P(best) of variant C',
  value: { kind: 'probability', value: 0.9714 },
  query: { id: 'creative.variant_totals', sql: 'select 1', params: [{ name: 'test_id', value: 'budget' }] },
  sources: [SOURCE],
  method: { name: 'P(best)', version: '1.0', seed: null, parameters: [], assumptions: [], reference: 'Scott 2010' },
  caveats: [],
  elapsedMs: 38,
};
const NEWER = sourceSchema.parse({
  ...SOURCE,
  loadId: '01930000-0000-7000-8000-000000000002',
  dataThrough: '2026-11-28',
  rowsRead: 42,
});
const withValue = (value: ProofValue): ProofReading => ({ ...READING, value });
const probability = (value: number | null): ProofValue => ({ kind: 'probability', value });

describe('identity of a proof', () => {
  it('[PF8] is the hash of what the number is, not of when it was made', () => {
    const text = canonicalJson({
      ref: READING.ref,
      value: READING.value,
      loads: [{ dataset: 'creative_daily', loadId: SOURCE.loadId }],
      method: { name: 'P(best)', version: '1.0' },
    });
    const id = `pf_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
    expect(makeProof(READING, at(0)).id).toBe(id);
    expect(makeProof({ ...READING, elapsedMs: 1 }, at(5e11)).id).toBe(id);
    expect(proofIdSchema.safeParse(id).success).toBe(true);
    expect(makeProof(READING, at(0))).toMatchObject({ computedAt: '1970-01-01T00:00:00.000Z', label: READING.label });
    expect(makeProof(READING, at(0))).not.toHaveProperty('elapsedMs');
  });

  it.each<[string, ProofReading]>([
    ['value', withValue(probability(0.97))],
    ['load', { ...READING, sources: [NEWER] }],
    ['method version', { ...READING, method: { ...READING.method, version: '1.1' } }],
    ['reference', { ...READING, ref: 'creative.p_best/budget/budget-2' }],
  ])('[PF9] another %s is another proof', (_, other) => {
    expect(proofId(other)).not.toBe(proofId(READING));
  });
});

describe('comparing a proof with the number now', () => {
  const run = (reading: ProofReading) =>
    proofRunSchema.parse(compareProof(makeProof(READING, at(0)), reading, at(1000)));

  it.each<[ProofValue, boolean]>([
    [probability(0.9714), true],
    [probability(0.9714 * (1 + 4e-13)), true],
    [probability(0.9714 * (1 + 4e-12)), false],
    [probability(null), false],
    [{ kind: 'text', value: '0.9714' }, false],
  ])('[PF10] %j holds: %s', (value, holds) => {
    expect(run(withValue(value)).holds).toBe(holds);
  });

  it('[PF10] texts and missing values hold only when identical', () => {
    const compare = (a: ProofValue, b: ProofValue) =>
      compareProof(makeProof(withValue(a), at(0)), withValue(b), at(0)).holds;
    expect(compare(probability(null), probability(null))).toBe(true);
    expect(compare(probability(0), probability(0))).toBe(true);
    expect(compare({ kind: 'text', value: 'Winner' }, { kind: 'text', value: 'Winner' })).toBe(true);
    expect(compare({ kind: 'text', value: 'Winner' }, { kind: 'text', value: 'Keep testing' })).toBe(false);
    const euro: ProofValue = { kind: 'money', value: 5, currency: 'EUR' };
    expect(compare(euro, { ...euro, currency: 'USD' })).toBe(false);
  });

  it('[PF11] says that it holds', () => {
    expect(run(READING)).toMatchObject({
      holds: true,
      explanation: 'Holds: 0.9714 now, 0.9714 then, from the same load.',
      ranAt: '1970-01-01T00:00:01.000Z',
      elapsedMs: 38,
    });
  });

  it('[PF11] names a newer load, whether the number held or not', () => {
    const load =
      'creative_daily has been loaded again: data to 28 Nov 2026 instead of 21 Nov 2026, 42 rows instead of 35';
    expect(run({ ...READING, sources: [NEWER] }).explanation).toBe(`Holds: 0.9714 now, 0.9714 then, though ${load}.`);
    expect(run({ ...withValue(probability(0.93)), sources: [NEWER] }).explanation).toBe(
      `Changed: 0.93 now, 0.9714 then, because ${load}.`,
    );
  });

  it('[PF11] shows a small change with the decimals it takes', () => {
    expect(run(withValue(probability(0.9714 + 2e-7))).explanation).toMatch(/^Changed: 0\.9714002 now, 0\.9714 then,/);
  });

  it('[PF11] names a new method version, or says that neither explains it', () => {
    const changed = withValue(probability(0.93));
    expect(run({ ...changed, method: { ...READING.method, version: '1.1' } }).explanation).toBe(
      'Changed: 0.93 now, 0.9714 then, because the method went from version 1.0 to 1.1.',
    );
    expect(run(changed).explanation).toBe(
      'Changed: 0.93 now, 0.9714 then, though neither the load nor the method did. Rebuild the cache and run it again.',
    );
  });
});
