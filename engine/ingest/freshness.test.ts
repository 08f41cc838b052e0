import { describe, expect, it } from 'vitest';
import { dayOf, instantOf } from '../core/index.ts';
import type { DataContract } from './contracts/contract.ts';
import { datasetFreshness, dueAt, freshnessState } from './freshness.ts';

const contract = (latencyHours: number | null): DataContract => ({
  id: 'd',
  version: '1.0.0',
  dataset: 'd',
  columns: [],
  key: [],
  partition: 'day',
  rules: [],
  latencyHours,
});
const at = (text: string) => instantOf(Date.parse(text));
const through = dayOf('2026-11-20');

describe('freshness by the latency a contract promises', () => {
  it('says when the next day is due: at its end plus the latency', () => {
    // Data through the 20th: the 21st ends as the 22nd begins.
    expect(dueAt(contract(24), through)).toBe('2026-11-23T00:00:00.000Z');
    expect(dueAt(contract(6), through)).toBe('2026-11-22T06:00:00.000Z');
  });

  it.each([
    ['2026-11-21T09:00:00Z', 'fresh'],
    ['2026-11-23T00:00:00Z', 'fresh'],
    ['2026-11-23T00:00:01Z', 'late'],
    ['2026-11-24T00:00:00Z', 'late'],
    ['2026-11-24T00:00:01Z', 'stale'],
  ])('at %s data through the 20th with a day of latency are %s', (now, state) => {
    expect(freshnessState(contract(24), through, at(now))).toBe(state);
  });

  it('is unknown without a promise or without data', () => {
    expect(freshnessState(contract(null), through, at('2026-11-21T09:00:00Z'))).toBe('unknown');
    expect(freshnessState(contract(24), null, at('2026-11-21T09:00:00Z'))).toBe('unknown');
    expect(datasetFreshness(contract(24), undefined, at('2026-11-21T09:00:00Z'))).toEqual({
      dataset: 'd',
      state: 'unknown',
      dataThrough: null,
      loadedAt: null,
      dueAt: null,
      rows: 0,
      quarantined: 0,
    });
  });
});
