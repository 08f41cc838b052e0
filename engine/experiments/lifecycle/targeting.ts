import type { Json } from '../../core/index.ts';
import { isOperator } from '../assign/index.ts';

/** What joins conditions. */
const JOINTS: readonly string[] = ['$or', '$nor', '$and', '$not', '$savedGroup'];

/**
 * The first word in a condition that looks like an operator and is none: such a condition is met by nobody, and nobody
 * would notice. Null: there is none.
 */
export function unknownOperator(condition: Json): string | null {
  if (typeof condition !== 'object' || condition === null) return null;
  for (const [key, value] of Object.entries(condition)) {
    if (key.startsWith('$') && !JOINTS.includes(key) && !isOperator(key)) return key;
    const within = value === undefined ? null : unknownOperator(value);
    if (within !== null) return within;
  }
  return null;
}
