import type { OdcsSla } from './odcs.ts';

/** How often new data come, and how long after the end of their last day they may take. */
export interface ServiceLevel {
  /** How far the data of one drop go beyond those of the one before. */
  readonly every: { readonly count: number; readonly unit: 'day' | 'month' };
  /** Hours after the end of the last day of a period within which its data are due; null when nothing is promised. */
  readonly latencyHours: number | null;
}

const HOURS: Readonly<Record<string, number>> = { h: 1, hour: 1, hours: 1, d: 24, day: 24, days: 24 };
const PERIODS: Readonly<Record<string, 'day' | 'month'>> = {
  d: 'day',
  day: 'day',
  days: 'day',
  mo: 'month',
  month: 'month',
  months: 'month',
};

function latencyHours(properties: readonly OdcsSla[]): number | null {
  const latency = properties.find((entry) => entry.property === 'latency');
  if (latency === undefined) return null;
  const hours = HOURS[latency.unit ?? 'd'];
  const value = Number(latency.value);
  if (hours === undefined || !(value > 0)) {
    throw new Error(`latency of ${String(latency.value)} ${latency.unit ?? ''} is not a time`);
  }
  return value * hours;
}

function every(properties: readonly OdcsSla[]): ServiceLevel['every'] {
  const frequency = properties.find((entry) => entry.property === 'frequency');
  if (frequency === undefined) return { count: 1, unit: 'day' };
  const unit = PERIODS[frequency.unit ?? 'd'];
  const count = Number(frequency.value);
  if (unit === undefined || !Number.isInteger(count) || count < 1) {
    throw new Error(`frequency of ${String(frequency.value)} ${frequency.unit ?? ''} is no number of days or months`);
  }
  return { count, unit };
}

/** Reads `frequency` (days or months, by default every day) and `latency`. @throws Error for any other unit. */
export const serviceLevel = (properties: readonly OdcsSla[]): ServiceLevel => ({
  every: every(properties),
  latencyHours: latencyHours(properties),
});
