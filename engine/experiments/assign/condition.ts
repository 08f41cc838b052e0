import type { Json } from '../../core/index.ts';
import { isOperatorObject, type Judge, meetsOperator } from './operators.ts';
import { isList, isObject, type JsonObject, numberOf, textOf, valueAt } from './values.ts';

/** Saved groups by id: a bare list of values, or `{type: 'list', attributeKey, values}`, or `{type: 'condition', condition}`. */
export type SavedGroups = Readonly<Record<string, Json>>;

const NO_GROUPS: SavedGroups = {};

/** Judges one document: `groups` are the saved groups, `within` those being resolved, so that a group can not need itself. */
class ConditionJudge implements Judge {
  readonly #groups: SavedGroups;
  readonly #within: ReadonlySet<string>;

  constructor(groups: SavedGroups, within: ReadonlySet<string>) {
    this.#groups = groups;
    this.#within = within;
  }

  readonly document = (condition: JsonObject, value: Json): boolean =>
    Object.entries(condition).every(([key, expected]) => this.#entry(key, expected ?? null, value));

  readonly value = (condition: Json, value: Json): boolean => {
    if (typeof condition === 'string') return textOf(value) === condition;
    if (typeof condition === 'number') return numberOf(value) === condition;
    if (typeof condition === 'boolean') return value !== null && Boolean(value) === condition;
    if (condition === null) return value === null;
    if (isObject(condition) && isOperatorObject(condition))
      return Object.entries(condition).every(([operator, expected]) =>
        meetsOperator(operator, value, expected ?? null, this),
      );
    return JSON.stringify(value) === JSON.stringify(condition);
  };

  readonly valueAnyCase = (condition: Json, value: Json): boolean =>
    typeof condition === 'string'
      ? textOf(value).toLowerCase() === condition.toLowerCase()
      : this.value(condition, value);

  readonly members = (group: Json): readonly Json[] | null => {
    const entry = this.#group(textOf(group));
    // An unknown group has no members.
    if (entry === undefined) return [];
    if (isList(entry)) return entry;
    if (!isObject(entry) || entry.type !== 'list') return null;
    const values = entry.values ?? null;
    return isList(values) ? values : null;
  };

  #group(id: string): Json | undefined {
    return Object.hasOwn(this.#groups, id) ? this.#groups[id] : undefined;
  }

  #entry(key: string, expected: Json, value: Json): boolean {
    switch (key) {
      case '$or':
        return this.#any(expected, value);
      case '$nor':
        return isList(expected) && expected.every(isObject) && !this.#any(expected, value);
      case '$and':
        return isList(expected) && expected.every((condition) => this.#meets(condition, value));
      case '$not':
        return isObject(expected) && !this.document(expected, value);
      case '$savedGroup':
        return this.#inSavedGroup(expected, value);
      default:
        return this.value(expected, valueAt(value, key));
    }
  }

  #meets(condition: Json, value: Json): boolean {
    return isObject(condition) && this.document(condition, value);
  }

  /** No conditions at all are met. */
  #any(conditions: Json, value: Json): boolean {
    if (!isList(conditions)) return false;
    return conditions.length === 0 || conditions.some((condition) => this.#meets(condition, value));
  }

  /** Anything that is not a known group matches nobody. */
  #inSavedGroup(reference: Json, value: Json): boolean {
    if (!isObject(reference)) return false;
    const { id, attributeKey } = reference;
    if (typeof id !== 'string' || this.#within.has(id)) return false;
    if (attributeKey !== undefined && typeof attributeKey !== 'string') return false;
    const entry = this.#group(id);
    if (entry === undefined || !isObject(entry)) return false;
    if (entry.type === 'list') {
      const key = attributeKey ?? entry.attributeKey;
      return typeof key === 'string' && meetsOperator('$in', valueAt(value, key), entry.values ?? null, this);
    }
    const condition = entry.type === 'condition' ? (entry.condition ?? null) : null;
    return (
      isObject(condition) && new ConditionJudge(this.#groups, new Set(this.#within).add(id)).document(condition, value)
    );
  }
}

/**
 * Whether attributes meet a targeting condition, in the language of MongoDB queries that GrowthBook uses. Missing
 * attributes are null. A part of a condition that can not be understood is met by nobody.
 */
export function meetsCondition(
  condition: JsonObject,
  attributes: JsonObject,
  groups: SavedGroups = NO_GROUPS,
): boolean {
  return new ConditionJudge(groups, new Set()).document(condition, attributes);
}
