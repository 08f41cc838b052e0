import type { Json } from '../../core/index.ts';
import { isOperator } from '../assign/index.ts';

/** What joins conditions; the first three join a list of them. */
const LISTS_OF_CONDITIONS: readonly string[] = ['$or', '$nor', '$and'];
const JOINTS: readonly string[] = [...LISTS_OF_CONDITIONS, '$not', '$savedGroup'];

const TAKE_LISTS: readonly string[] = [...LISTS_OF_CONDITIONS, '$in', '$nin', '$ini', '$nini', '$all', '$alli'];
const TAKE_PATTERNS: readonly string[] = ['$regex', '$regexi'];

/** What is wrong with one key of a condition and what it is given. */
function problemOf(key: string, value: Json | undefined): string | null {
  if (!key.startsWith('$')) return null;
  if (!JOINTS.includes(key) && !isOperator(key)) return `${key} is no operator of its language`;
  if (TAKE_LISTS.includes(key) && !Array.isArray(value)) return `${key} takes a list`;
  if (TAKE_PATTERNS.includes(key) && !isPattern(value)) return `what ${key} is given is no regular expression`;
  return null;
}

function isPattern(value: Json | undefined): boolean {
  if (typeof value !== 'string') return false;
  try {
    return new RegExp(value) instanceof RegExp;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return false;
    throw thrown;
  }
}

/**
 * The first thing in a condition that can't be understood: an operator that is none, or one given what it can't take. Such
 * a condition is met by nobody, and nobody would notice. Null: there is none.
 */
export function targetingProblem(condition: Json): string | null {
  if (typeof condition !== 'object' || condition === null) return null;
  for (const [key, value] of Object.entries(condition)) {
    const found = problemOf(key, value) ?? (value === undefined ? null : targetingProblem(value));
    if (found !== null) return found;
  }
  return null;
}
