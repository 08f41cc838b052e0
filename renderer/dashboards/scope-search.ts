import type { Days, Dimension, Preset, Scope } from '../../engine/contract/index.ts';
import { z } from '../app/schema.ts';
import { isDay } from './calendar.ts';

/** Presets in the order the picker offers them. */
export const PRESETS = [
  'last_7_days',
  'last_28_days',
  'last_90_days',
  'last_12_months',
  'this_month',
  'last_month',
  'this_year',
  'all',
] as const satisfies readonly Preset[];

export const DIMENSIONS = ['channel', 'segment', 'campaign', 'geo'] as const satisfies readonly Dimension[];

/** Every choice that some page has beside period, comparison and filters. */
export const OPTIONS = [
  'metric',
  'by',
  'why_by',
  'grain',
  'horizon',
  'steps',
  'window',
  'group',
  'depth',
  'pages',
  'rule',
  'model',
  'worth',
  'credit',
] as const;
export type OptionId = (typeof OPTIONS)[number];

const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

/** `2026-10-01..2026-10-31`: both days included. */
const RANGE = /^\d{4}-\d{2}-\d{2}\.\.\d{4}-\d{2}-\d{2}$/;
const range = z.string().regex(RANGE);
// A link that was written by hand has `channel=meta` and `horizon=24` without the signs of lists and texts.
const values = optional(
  z.union([
    z.array(z.string().min(1)).min(1),
    z
      .string()
      .min(1)
      .transform((one) => [one]),
  ]),
);
const choice = optional(z.union([z.string().min(1).max(400), z.number().transform(String)]));

/** What the address of a page of tiles holds. Without a value the page's own default applies. */
export const scopeSearch = z.object({
  period: optional(z.union([z.enum(PRESETS), range])),
  compare: optional(z.union([z.enum(['none', 'previous', 'year']), range])),
  channel: values,
  segment: values,
  campaign: values,
  geo: values,
  metric: choice,
  by: choice,
  why_by: choice,
  grain: choice,
  horizon: choice,
  steps: choice,
  window: choice,
  group: choice,
  depth: choice,
  pages: choice,
  rule: choice,
  model: choice,
  worth: choice,
  credit: choice,
  /** Dimensions that were drilled into, in order; their filters hold the values. */
  trail: optional(z.array(z.enum(DIMENSIONS))),
  /** The tile that is shown on its own. */
  tile: optional(z.string()),
});
export type ScopeSearch = z.infer<typeof scopeSearch>;

export const DEFAULT_PERIOD: Preset = 'last_28_days';
export const DEFAULT_COMPARE = 'previous';

/** The days of `2026-10-01..2026-10-31`; null when it is no such text or its days are not in order. */
export function daysOf(text: string): Days | null {
  if (!RANGE.test(text)) return null;
  const [from = '', to = ''] = text.split('..');
  return isDay(from) && isDay(to) && from <= to ? { from, to } : null;
}

export const daysText = ({ from, to }: Days): string => `${from}..${to}`;

const isPreset = (text: string): text is Preset => PRESETS.some((preset) => preset === text);

const COMPARISONS = ['none', 'previous', 'year'] as const;
const comparisonOf = (text: string) => COMPARISONS.find((known) => known === text) ?? daysOf(text);

/** The scope an address asks for, with all its options. */
export function scopeOf(search: ScopeSearch): Scope {
  const { period = DEFAULT_PERIOD, compare = DEFAULT_COMPARE } = search;
  const filters = Object.fromEntries(DIMENSIONS.flatMap((id) => (search[id] === undefined ? [] : [[id, search[id]]])));
  const options = Object.fromEntries(OPTIONS.flatMap((id) => (search[id] === undefined ? [] : [[id, search[id]]])));
  return {
    period: isPreset(period) ? period : (daysOf(period) ?? DEFAULT_PERIOD),
    compare: comparisonOf(compare) ?? DEFAULT_COMPARE,
    filters,
    options,
  };
}

/** The address that asks for a scope; what is the default is left out. Undoes `scopeOf`. */
export function searchOf({ period, compare, filters, options }: Scope): ScopeSearch {
  const periodText = typeof period === 'string' ? period : daysText(period);
  const compareText = typeof compare === 'string' ? compare : daysText(compare);
  return scopeSearch.parse({
    ...options,
    ...filters,
    ...(periodText === DEFAULT_PERIOD ? {} : { period: periodText }),
    ...(compareText === DEFAULT_COMPARE ? {} : { compare: compareText }),
  });
}
