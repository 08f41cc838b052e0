import type { EvaluationContext, EvaluationContextValue } from '@openfeature/server-sdk';
import type { Json } from '../../core/index.ts';

/** A value of an evaluation context as JSON: dates as ISO instants, and null for what JSON can not hold. */
function jsonOf(value: EvaluationContextValue | undefined): Json {
  if (value === undefined) return null;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(jsonOf);
  return typeof value === 'object' && value !== null ? jsonFields(value) : value;
}

const jsonFields = (fields: Readonly<Record<string, EvaluationContextValue>>): Record<string, Json> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, jsonOf(value)]));

/** The attributes of a unit as an evaluation context says them. The targeting key is the `id`, unless one is given. */
export function attributesFrom(context: EvaluationContext): Record<string, Json> {
  const { targetingKey, ...fields } = context;
  const attributes = jsonFields(fields);
  return targetingKey === undefined || 'id' in attributes ? attributes : { ...attributes, id: targetingKey };
}
