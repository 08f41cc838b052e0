import type { Json } from '../../core/index.ts';
import { compare, isList, isObject, isTruthy, type JsonObject, textOf } from './values.ts';
import { sortableVersion } from './version.ts';

/** What operators that hold conditions themselves need of the one who judges conditions. */
export interface Judge {
  /** Whether a value meets a condition on a value. */
  value(condition: Json, value: Json): boolean;
  /** The same for texts, whatever their case. */
  valueAnyCase(condition: Json, value: Json): boolean;
  /** Whether an object meets a condition on an object. */
  document(condition: JsonObject, value: Json): boolean;
  /** The members of a saved group; null when it is not a list. */
  members(group: Json): readonly Json[] | null;
}

/** Whether all keys are operators: a condition on one value, and not a value to be equal to. */
export function isOperatorObject(condition: JsonObject): boolean {
  const keys = Object.keys(condition);
  return keys.length > 0 && keys.every((key) => key.startsWith('$'));
}

const sameCase = (value: Json): Json => value;
const anyCase = (value: Json): Json => (typeof value === 'string' ? value.toLowerCase() : value);

/** Whether a value, or one of the values of a list, is in the set. Numbers and their texts differ. */
function isIn(actual: Json, set: readonly Json[], fold = sameCase): boolean {
  const folded = set.map(fold);
  return isList(actual) ? actual.some((item) => folded.includes(fold(item))) : folded.includes(fold(actual));
}

const listed = (expected: Json, holds: (set: readonly Json[]) => boolean): boolean =>
  isList(expected) && holds(expected);

function matches(actual: Json, pattern: Json, flags: string): boolean {
  if (typeof pattern !== 'string') return false;
  try {
    return new RegExp(pattern, flags).test(textOf(actual));
  } catch (thrown) {
    // A pattern that is none matches nothing.
    if (thrown instanceof SyntaxError) return false;
    throw thrown;
  }
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  return isList(value) ? 'array' : typeof value;
}

function elementMatches(actual: Json, expected: Json, judge: Judge): boolean {
  if (!isList(actual) || !isObject(expected)) return false;
  const meets = isOperatorObject(expected) ? judge.value : judge.document;
  return actual.some((item) => item !== null && meets(expected, item));
}

const holdsAll = (actual: Json, expected: Json, meets: Judge['value']): boolean =>
  isList(actual) &&
  listed(expected, (conditions) => conditions.every((condition) => actual.some((item) => meets(condition, item))));

const compareVersions = (actual: Json, expected: Json): number =>
  compare(sortableVersion(actual), sortableVersion(expected));

type Operator = (actual: Json, expected: Json, judge: Judge) => boolean;

/** Source: GrowthBook SDK specification 0.8, operators of conditions. */
const OPERATORS: Readonly<Record<string, Operator>> = {
  $eq: (actual, expected) => actual === expected,
  $ne: (actual, expected) => actual !== expected,
  $lt: (actual, expected) => compare(actual, expected) < 0,
  $lte: (actual, expected) => compare(actual, expected) <= 0,
  $gt: (actual, expected) => compare(actual, expected) > 0,
  $gte: (actual, expected) => compare(actual, expected) >= 0,
  $veq: (actual, expected) => compareVersions(actual, expected) === 0,
  $vne: (actual, expected) => compareVersions(actual, expected) !== 0,
  $vlt: (actual, expected) => compareVersions(actual, expected) < 0,
  $vlte: (actual, expected) => compareVersions(actual, expected) <= 0,
  $vgt: (actual, expected) => compareVersions(actual, expected) > 0,
  $vgte: (actual, expected) => compareVersions(actual, expected) >= 0,
  $in: (actual, expected) => listed(expected, (set) => isIn(actual, set)),
  $nin: (actual, expected) => listed(expected, (set) => !isIn(actual, set)),
  $ini: (actual, expected) => listed(expected, (set) => isIn(actual, set, anyCase)),
  $nini: (actual, expected) => listed(expected, (set) => !isIn(actual, set, anyCase)),
  $inGroup: (actual, group, judge) => {
    const members = judge.members(group);
    return members !== null && isIn(actual, members);
  },
  // A group that is not a list matches nobody; read as an empty list it would let everybody through.
  $notInGroup: (actual, group, judge) => {
    const members = judge.members(group);
    return members !== null && !isIn(actual, members);
  },
  $exists: (actual, expected) => (actual !== null) === isTruthy(expected),
  $type: (actual, expected) => typeOf(actual) === expected,
  $regex: (actual, expected) => matches(actual, expected, ''),
  $regexi: (actual, expected) => matches(actual, expected, 'i'),
  $size: (actual, expected, judge) => isList(actual) && judge.value(expected, actual.length),
  $elemMatch: elementMatches,
  $all: (actual, expected, judge) => holdsAll(actual, expected, judge.value),
  $alli: (actual, expected, judge) => holdsAll(actual, expected, judge.valueAnyCase),
  $not: (actual, expected, judge) => !judge.value(expected, actual),
};

/** Whether there is an operator of this name, `$` included. */
export const isOperator = (name: string): boolean => Object.hasOwn(OPERATORS, name);

/** Whether a value meets one operator. An operator that does not exist is met by nothing. */
export function meetsOperator(operator: string, actual: Json, expected: Json, judge: Judge): boolean {
  return Object.hasOwn(OPERATORS, operator) && (OPERATORS[operator]?.(actual, expected, judge) ?? false);
}
