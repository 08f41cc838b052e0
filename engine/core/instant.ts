import type { Brand } from './brand.ts';

/** A UTC instant as ISO 8601 text with milliseconds and `Z`: `2026-11-21T12:04:31.000Z`. Sorts as text. */
export type Instant = Brand<string, 'Instant'>;

const PATTERN = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

export const isInstant = (text: string): text is Instant => PATTERN.test(text) && !Number.isNaN(Date.parse(text));

/** @throws RangeError when `millis` is not a time JavaScript can hold. */
export function instantOf(millis: number): Instant {
  const text = new Date(millis).toISOString();
  if (!isInstant(text)) throw new RangeError(`not an instant: ${millis}`);
  return text;
}

export const millisOf = (instant: Instant): number => Date.parse(instant);
