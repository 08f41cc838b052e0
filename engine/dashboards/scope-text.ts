import { type ResolvedScope, resolvedScopeSchema } from '../contract/index.ts';

const DIMENSIONS = ['channel', 'segment', 'campaign', 'geo'] as const;

/**
 * A resolved scope as one line of text, the same for the same scope: the form it has in a proof reference.
 * `from=2026-10-24&to=2026-11-20&currency=EUR&zone=Europe%2FBerlin&channel=meta&option.metric=cac`
 */
export function scopeText({ period, compare, filters, options, currency, zone }: ResolvedScope): string {
  const text = new URLSearchParams({ from: period.from, to: period.to });
  if (compare !== null) {
    text.set('before_from', compare.from);
    text.set('before_to', compare.to);
  }
  text.set('currency', currency);
  text.set('zone', zone);
  for (const dimension of DIMENSIONS) {
    for (const value of [...(filters[dimension] ?? [])].sort()) text.append(dimension, value);
  }
  for (const [name, value] of Object.entries(options).sort()) text.set(`option.${name}`, value);
  return text.toString();
}

/** The scope that `scopeText` wrote; null when the text is not one. */
export function parseScopeText(text: string): ResolvedScope | null {
  const read = new URLSearchParams(text);
  const before = read.get('before_from');
  const filters = Object.fromEntries(
    DIMENSIONS.flatMap((dimension) => (read.has(dimension) ? [[dimension, read.getAll(dimension)]] : [])),
  );
  const options = Object.fromEntries(
    [...read].flatMap(([name, value]) => (name.startsWith('option.') ? [[name.slice('option.'.length), value]] : [])),
  );
  const parsed = resolvedScopeSchema.safeParse({
    period: { from: read.get('from'), to: read.get('to') },
    compare: before === null ? null : { from: before, to: read.get('before_to') },
    filters,
    options,
    currency: read.get('currency'),
    zone: read.get('zone'),
  });
  return parsed.success && scopeText(parsed.data) === text ? parsed.data : null;
}
