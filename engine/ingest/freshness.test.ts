import { describe, expect, it } from 'vitest';
import { dayOf, instantOf } from '../core/index.ts';
import type { DataContract } from './contracts/contract.ts';
import { datasetFreshness, dueAt, freshnessState } from './freshness.ts';

const contract = (latencyHours: number | null, change: Partial<DataContract> = {}): DataContract => ({
  id: 'd',
  version: '1.0.0',
  dataset: 'd',
  columns: [],
  key: [],
  partition: 'day',
  daysAhead: 0,
  rules: [],
  sla: { every: { count: 1, unit: 'day' }, latencyHours },
  zone: 'workspace',
  ...change,
});
const at = (text: string, zone = 'Etc/UTC') => ({ now: instantOf(Date.parse(text)), zone });
const through = dayOf('2026-11-20');

describe('freshness by the latency a contract promises', () => {
  it('[DP3] says when the next day is due: at its end plus the latency', () => {
    // Data through the 20th: the 21st ends as the 22nd begins.
    expect(dueAt(contract(24), through, 'Etc/UTC')).toBe('2026-11-23T00:00:00.000Z');
    expect(dueAt(contract(6), through, 'Etc/UTC')).toBe('2026-11-22T06:00:00.000Z');
  });

  it("[DP2] ends a day in the contract's own zone, else in that of the workspace", () => {
    // Kolkata is at UTC+5:30, Berlin in November at UTC+1.
    expect(dueAt(contract(6), through, 'Asia/Kolkata')).toBe('2026-11-22T00:30:00.000Z');
    expect(dueAt(contract(6, { zone: 'Europe/Berlin' }), through, 'Asia/Kolkata')).toBe('2026-11-22T05:00:00.000Z');
  });

  it('[DP2] counts days of 23 and of 25 hours where clocks change', () => {
    // Berlin, clocks forward on 29 March 2026 and back on 25 October: midnight is 23:00 UTC in winter, 22:00 in summer.
    const due = (text: string) => dueAt(contract(1), dayOf(text), 'Europe/Berlin');
    expect(due('2026-03-27')).toBe('2026-03-29T00:00:00.000Z');
    expect(due('2026-03-28')).toBe('2026-03-29T23:00:00.000Z');
    expect(due('2026-10-23')).toBe('2026-10-24T23:00:00.000Z');
    expect(due('2026-10-24')).toBe('2026-10-26T00:00:00.000Z');
    // Where clocks skip midnight a day begins with its first instant: Beirut on 29 March 2026 at 01:00, UTC+3.
    expect(dueAt(contract(1), dayOf('2026-03-27'), 'Asia/Beirut')).toBe('2026-03-28T23:00:00.000Z');
  });

  it('[DP3] of data that come by the week or by the month waits for the next week or month', () => {
    const every = (count: number, unit: 'day' | 'month') =>
      contract(24, { sla: { every: { count, unit }, latencyHours: 24 } });
    expect(dueAt(every(7, 'day'), through, 'Etc/UTC')).toBe('2026-11-29T00:00:00.000Z');
    // A month after 31 January is the last day of February.
    expect(dueAt(every(1, 'month'), dayOf('2026-01-31'), 'Etc/UTC')).toBe('2026-03-02T00:00:00.000Z');
  });

  it.each([
    ['2026-11-21T09:00:00Z', 'fresh'],
    ['2026-11-23T00:00:00Z', 'fresh'],
    ['2026-11-23T00:00:01Z', 'late'],
    ['2026-11-24T00:00:00Z', 'late'],
    ['2026-11-24T00:00:01Z', 'stale'],
  ])('[DP3] at %s data through the 20th with a day of latency are %s', (now, state) => {
    expect(freshnessState(contract(24), through, at(now))).toBe(state);
  });

  it('[DP3] is unknown without a promise or without data', () => {
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
