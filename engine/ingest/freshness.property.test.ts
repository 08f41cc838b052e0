import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day, dayIn, dayOf, instantOf, millisOf } from '../core/index.ts';
import type { DataContract } from './contracts/contract.ts';
import { dueAt, freshnessState } from './freshness.ts';

const HOUR = 3_600_000;
/** Zones that change their clocks at midnight, by half an hour, on other days than Europe, or never. */
const ZONES = [
  'Etc/UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Havana',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Pacific/Chatham',
  'America/Santiago',
];

const contract = (latencyHours: number): DataContract => ({
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
});

const zone = fc.constantFrom(...ZONES);
const through = fc.integer({ min: 0, max: 3650 }).map((days): Day => addDays(dayOf('2021-01-01'), days));
const latency = fc.integer({ min: 1, max: 96 });

function ended(day: Day, hours: number, where: string): number {
  const due = dueAt(contract(hours), day, where);
  if (due === null) throw new Error('the contract promises something');
  return millisOf(due) - hours * HOUR;
}

describe('when data are due', () => {
  it('[DP2] is the latency after the last instant of the next day in its zone, whatever its clocks do', () => {
    fc.assert(
      fc.property(through, latency, zone, (day, hours, where) => {
        const end = ended(day, hours, where);
        expect(dayIn(end - 1, where)).toBe(addDays(day, 1));
        expect(dayIn(end, where)).toBe(addDays(day, 2));
      }),
    );
  });

  it('[DP2] comes a day of 23 to 25 hours after that of the day before', () => {
    fc.assert(
      fc.property(through, latency, zone, (day, hours, where) => {
        const length = (ended(addDays(day, 1), hours, where) - ended(day, hours, where)) / HOUR;
        expect(length).toBeGreaterThanOrEqual(23);
        expect(length).toBeLessThanOrEqual(25);
      }),
    );
  });

  it('[DP3] is followed by late for one latency, then by stale, and never by fresh again', () => {
    fc.assert(
      fc.property(through, latency, zone, fc.integer({ min: -200, max: 200 }), (day, hours, where, after) => {
        const due = ended(day, hours, where) + hours * HOUR;
        const state = freshnessState(contract(hours), day, { now: instantOf(due + after * HOUR), zone: where });
        expect(state).toBe(after <= 0 ? 'fresh' : after <= hours ? 'late' : 'stale');
      }),
    );
  });
});
