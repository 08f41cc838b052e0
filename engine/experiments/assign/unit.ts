import type { Json } from '../../core/index.ts';
import { type BucketRange, inRange } from './buckets.ts';
import { meetsCondition } from './condition.ts';
import type { AssignmentContext, Filter } from './definition.ts';
import { hashToUnit } from './hash.ts';
import { isTruthy, type JsonObject, textOf, valueAt } from './values.ts';

/** The attributes of the unit in this context. */
export const attributesOf = ({ attributes = {}, attributeOverrides }: AssignmentContext): JsonObject =>
  attributeOverrides === undefined ? attributes : { ...attributes, ...attributeOverrides };

/** Whom the hash is taken of: an attribute and its value, '' when there is none. */
export interface HashedBy {
  readonly attribute: string;
  readonly value: Json;
}

/** An attribute by its name, else by the dotted path the name may be. */
function attribute(attributes: JsonObject, name: string): Json {
  const value = Object.hasOwn(attributes, name) ? (attributes[name] ?? null) : valueAt(attributes, name);
  return isTruthy(value) ? value : '';
}

/** The attribute a unit is assigned by (`id` when not said), or the fallback when the unit has no value of it. */
export function hashedBy(context: AssignmentContext, name: string | undefined, fallback?: string): HashedBy {
  const attributes = attributesOf(context);
  const first = { attribute: name || 'id', value: attribute(attributes, name || 'id') };
  if (first.value !== '' || !fallback) return first;
  const second = { attribute: fallback, value: attribute(attributes, fallback) };
  return second.value === '' ? first : second;
}

export const meetsTargeting = (condition: JsonObject, context: AssignmentContext): boolean =>
  meetsCondition(condition, attributesOf(context), context.savedGroups);

/** Whether a unit is in its part of a namespace. Experiments with parts that do not meet exclude each other. */
export function inNamespace(value: Json, [name, from, to]: readonly [string, number, number]): boolean {
  const point = hashToUnit(`__${name}`, textOf(value), 1);
  return point !== null && inRange(point, [from, to]);
}

const passes = (filter: Filter, context: AssignmentContext): boolean => {
  const { value } = hashedBy(context, filter.attribute);
  const point = value === '' ? null : hashToUnit(filter.seed, textOf(value), filter.hashVersion || 2);
  return point !== null && filter.ranges.some((range) => inRange(point, range));
};

export const passesFilters = (filters: readonly Filter[], context: AssignmentContext): boolean =>
  filters.every((filter) => passes(filter, context));

export interface Rollout {
  readonly seed: string;
  readonly hashAttribute: string | undefined;
  readonly fallbackAttribute: string | undefined;
  readonly hashVersion: number | undefined;
  readonly range: BucketRange | undefined;
  readonly coverage: number | undefined;
}

/** Whether a unit is in a gradual rollout: in its range, or at most at its coverage. */
export function inRollout(rollout: Rollout, context: AssignmentContext): boolean {
  const { range, coverage } = rollout;
  if (range === undefined && (coverage === undefined || coverage === 0)) return coverage === undefined;
  const { value } = hashedBy(context, rollout.hashAttribute, rollout.fallbackAttribute);
  const point = value === '' ? null : hashToUnit(rollout.seed, textOf(value), rollout.hashVersion || 1);
  if (point === null) return false;
  return range === undefined ? coverage === undefined || point <= coverage : inRange(point, range);
}
