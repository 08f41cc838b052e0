import { type Json, readJson, readLoose, writeLoose } from './typed-text.ts';

/** The operators of GrowthBook's condition language that rows offer, in the order of the list. */
export const OPERATORS = [
  { id: '$eq', words: 'is', takes: 'one' },
  { id: '$ne', words: 'is not', takes: 'one' },
  { id: '$in', words: 'is one of', takes: 'many' },
  { id: '$nin', words: 'is none of', takes: 'many' },
  { id: '$gt', words: 'is above', takes: 'one' },
  { id: '$gte', words: 'is at least', takes: 'one' },
  { id: '$lt', words: 'is below', takes: 'one' },
  { id: '$lte', words: 'is at most', takes: 'one' },
  { id: '$regex', words: 'matches the pattern', takes: 'one' },
  { id: '$vgte', words: 'is version or later', takes: 'one' },
  { id: '$vlt', words: 'is before version', takes: 'one' },
  { id: '$exists', words: 'is known', takes: 'none' },
  { id: '$missing', words: 'is not known', takes: 'none' },
] as const;
export type Operator = (typeof OPERATORS)[number]['id'];

export interface ConditionRow {
  readonly row: number;
  readonly attribute: string;
  readonly operator: Operator;
  readonly value: string;
  readonly values: readonly string[];
}

/** Who takes part: rows joined by one word, or the condition itself as JSON. */
export interface TargetingValues {
  readonly mode: 'rows' | 'json';
  readonly join: 'and' | 'or';
  readonly rows: readonly ConditionRow[];
  readonly json: string;
}

export type Condition = { readonly [name: string]: Json };

export const takes = (operator: Operator): 'one' | 'many' | 'none' =>
  OPERATORS.find(({ id }) => id === operator)?.takes ?? 'one';

function rowCondition({ attribute, operator, value, values }: ConditionRow): Condition {
  const name = attribute.trim();
  switch (takes(operator)) {
    case 'none':
      return { [name]: { $exists: operator === '$exists' } };
    case 'many':
      return { [name]: { [operator]: values.map(readLoose) } };
    case 'one': {
      const isText = operator === '$regex' || operator === '$vgte' || operator === '$vlt';
      return { [name]: operator === '$eq' ? readLoose(value) : { [operator]: isText ? value : readLoose(value) } };
    }
  }
}

/** The condition that rows mean; {} when there are none: everybody. */
export function conditionOf({ join, rows }: Pick<TargetingValues, 'join' | 'rows'>): Condition {
  const parts = rows.map(rowCondition);
  if (parts.length === 0) return {};
  if (parts.length === 1) return parts[0] ?? {};
  if (join === 'or') return { $or: parts };
  const names = new Set(rows.map(({ attribute }) => attribute.trim()));
  return names.size === rows.length ? Object.assign({}, ...parts) : { $and: parts };
}

const isObject = (value: Json | undefined): value is Condition =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
const isPlain = (value: Json | undefined): value is string | number | boolean | null =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** One attribute of a condition as a row; null when rows have no words for it. */
function rowOf(attribute: string, wanted: Json, row: number): ConditionRow | null {
  const empty = { row, attribute, value: '', values: [] };
  if (attribute.startsWith('$')) return null;
  if (isPlain(wanted)) return { ...empty, operator: '$eq', value: writeLoose(wanted) };
  if (!isObject(wanted)) return null;
  const [entry, ...more] = Object.entries(wanted);
  if (entry === undefined || more.length > 0) return null;
  const [id, value] = entry;
  if (id === '$exists') return { ...empty, operator: value === false ? '$missing' : '$exists' };
  const operator = OPERATORS.find((known) => known.id === id);
  if (operator === undefined || operator.id === '$missing') return null;
  if (operator.takes === 'many')
    return isList(value) && value.length > 0 && value.every(isPlain)
      ? { ...empty, operator: operator.id, values: value.map(writeLoose) }
      : null;
  if (!isPlain(value)) return null;
  const isText = operator.id === '$regex' || operator.id === '$vgte' || operator.id === '$vlt';
  if (isText) return typeof value === 'string' ? { ...empty, operator: operator.id, value } : null;
  return { ...empty, operator: operator.id, value: writeLoose(value) };
}

/** A condition as rows, where rows have words for all of it; else as JSON. `row` numbers the rows. */
export function targetingOf(condition: Condition, row: () => number): TargetingValues {
  const json = JSON.stringify(condition, null, 2);
  const asJson: TargetingValues = { mode: 'json', join: 'and', rows: [], json };
  const entries = Object.entries(condition);
  const [first] = entries;
  const joined = entries.length === 1 && first !== undefined && (first[0] === '$or' || first[0] === '$and');
  const parts = joined && isList(first[1]) ? first[1] : entries.map(([name, wanted]): Json => ({ [name]: wanted }));
  const rows = parts.map((part) => {
    const [only, ...more] = isObject(part) ? Object.entries(part) : [];
    return only === undefined || more.length > 0 ? null : rowOf(only[0], only[1], row());
  });
  const known = rows.filter((one) => one !== null);
  if (known.length < rows.length || (joined && rows.length === 0)) return asJson;
  return { mode: 'rows', join: joined && first[0] === '$or' ? 'or' : 'and', rows: known, json };
}

/** Every operator there is: docs/spec/assignment.md AS6. */
const KNOWN = new Set(
  (
    '$eq $ne $lt $lte $gt $gte $veq $vne $vlt $vlte $vgt $vgte $in $nin $ini $nini $inGroup $notInGroup $exists $type ' +
    '$regex $regexi $size $elemMatch $all $alli $not $and $or $nor'
  ).split(' '),
);

/** The first operator in a condition that nothing can meet; null when there is none. */
function unknownOperator(value: Json): string | null {
  if (isList(value)) return value.map(unknownOperator).find((found) => found !== null) ?? null;
  if (!isObject(value)) return null;
  for (const [name, inner] of Object.entries(value)) {
    if (name.startsWith('$') && !KNOWN.has(name)) return name;
    const found = unknownOperator(inner);
    if (found !== null) return found;
  }
  return null;
}

/** A condition typed as JSON, or why it is none. */
export function readCondition(
  text: string,
): { readonly ok: true; readonly condition: Condition } | { readonly ok: false; readonly why: string } {
  const read = readJson(text.trim() === '' ? '{}' : text);
  if (!read.ok) return read;
  if (!isObject(read.value)) return { ok: false, why: 'A condition is an object in braces: {}' };
  const unknown = unknownOperator(read.value);
  if (unknown !== null) return { ok: false, why: `There is no operator ${unknown}, so nobody would take part` };
  return { ok: true, condition: read.value };
}
