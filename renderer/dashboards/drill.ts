import type { Dimension, Filters } from '../../engine/contract/index.ts';
import { DIMENSIONS, type ScopeSearch } from './scope-search.ts';

/** Where a click on a row leads: its value becomes a filter, and the rows are told apart by the next dimension. */
export function drillInto(search: ScopeSearch, by: Dimension, value: string): Partial<ScopeSearch> {
  const trail = [...(search.trail ?? []).filter((dimension) => dimension !== by), by];
  const next = nextDimension(by, { ...search, [by]: [value] });
  return { [by]: [value], by: next ?? by, trail };
}

/** The first dimension after `by` that is not narrowed to one value yet, then those before it; null when none is left. */
export function nextDimension(by: Dimension, filters: Filters): Dimension | null {
  const at = DIMENSIONS.indexOf(by);
  const order = [...DIMENSIONS.slice(at + 1), ...DIMENSIONS.slice(0, at)];
  return order.find((dimension) => (filters[dimension] ?? []).length !== 1) ?? null;
}

export interface Crumb {
  readonly dimension: Dimension;
  readonly value: string;
}

/** The values that were drilled into and still hold, in order. */
export const crumbsOf = (search: ScopeSearch): readonly Crumb[] =>
  (search.trail ?? []).flatMap((dimension) => {
    const [value, ...more] = search[dimension] ?? [];
    return value === undefined || more.length > 0 ? [] : [{ dimension, value }];
  });

/** Back to before the crumb at `index`: it and those after it are let go, rows are told apart by its dimension again. */
export function backTo(search: ScopeSearch, index: number): Partial<ScopeSearch> {
  const crumbs = crumbsOf(search);
  const gone = crumbs.slice(index);
  const [first] = gone;
  if (first === undefined) return {};
  const kept = crumbs.slice(0, index).map(({ dimension }) => dimension);
  return {
    ...Object.fromEntries(gone.map(({ dimension }) => [dimension, undefined])),
    by: first.dimension,
    trail: kept.length === 0 ? undefined : kept,
  };
}
