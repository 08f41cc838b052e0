import { z } from 'zod';
import { appError, err, ok, type Result } from '../../core/index.ts';
import { neighbourhoodSchema } from '../neighbourhood/policy.ts';
import { policySchema } from '../policy.ts';
import { selectionSchema } from '../selection.ts';
import { savedArm, savedGenerator } from './saved.ts';

/** Of the form below; another form has another number. */
export const VERSION = 1;

/** A bandit as it is kept. What its policy knows has a form of its own. */
export const savedBanditSchema = z.strictObject({
  version: z.literal(VERSION),
  mode: z.enum(['default', 'mabwiser']),
  arms: z.array(savedArm).min(1),
  policy: policySchema,
  neighbourhood: neighbourhoodSchema.nullable(),
  selection: selectionSchema.nullable(),
  random: savedGenerator,
  fitted: z.boolean(),
  columns: z.int().min(1).nullable(),
  /** Whether a binarizer says which rewards are successes; it is brought along again. */
  judges: z.boolean(),
  status: z.array(z.tuple([savedArm, z.boolean(), savedArm.nullable()])),
  plays: z.array(z.tuple([savedArm, z.number().min(0)])),
  learned: z.unknown(),
});
export type SavedBandit = z.infer<typeof savedBanditSchema>;

/** What is made of a kept bandit, or why nothing is. */
export function restored<T>(kept: unknown, make: (saved: SavedBandit) => T): Result<T> {
  try {
    const value: unknown = typeof kept === 'string' ? JSON.parse(kept) : kept;
    return ok(make(savedBanditSchema.parse(value)));
  } catch (fault) {
    if (!isExpected(fault)) throw fault;
    return err(appError('BANDIT_STATE_INVALID', { version: VERSION, reason: reasonOf(fault) }));
  }
}

const isExpected = (fault: unknown): fault is Error =>
  fault instanceof z.ZodError || fault instanceof SyntaxError || fault instanceof RangeError;

function reasonOf(fault: Error): string {
  if (!(fault instanceof z.ZodError)) return fault.message;
  const [issue] = fault.issues;
  return `${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'it can not be read'}`;
}
