import type { z } from 'zod';
import type { Arm } from './arm.ts';
import type { Plays, Rows } from './learning/learning-policy.ts';
import { type Neighbourhood, neighbourhoodSchema } from './neighbourhood/policy.ts';
import { type Policy, policySchema } from './policy.ts';
import { type SelectionRules, selectionSchema } from './selection.ts';

/** @throws TypeError for what is neither a text nor a number, RangeError for a number without an end. */
export function checkArm(arm: Arm): void {
  if (typeof arm !== 'string' && typeof arm !== 'number') throw new TypeError('an arm is a text or a number');
  if (typeof arm === 'number' && !Number.isFinite(arm)) throw new RangeError(`${arm} can not name an arm`);
}

export function checkArms(arms: readonly Arm[]): void {
  if (!Array.isArray(arms)) throw new TypeError('arms are a list');
  if (arms.length === 0) throw new RangeError('a bandit has at least one arm');
  for (const arm of arms) checkArm(arm);
  if (new Set(arms).size !== arms.length) throw new RangeError('an arm stands twice');
}

/** @throws TypeError when it is no whole number, RangeError when it is below zero. */
export function checkSeed(seed: number | bigint): void {
  if (typeof seed !== 'bigint' && !Number.isInteger(seed)) throw new TypeError('a seed is a whole number');
  if (seed < 0) throw new RangeError('a seed is a whole number from 0 on');
}

/** What a schema makes of a value. @throws TypeError for a value of another type, RangeError for one outside its bounds. */
function parsed<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  const [issue] = error.issues;
  const message = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'it can not be taken'}`;
  throw issue?.code === 'invalid_type' ? new TypeError(message) : new RangeError(message);
}

export const checkedPolicy = (policy: Policy): Policy => parsed(policySchema, policy);
export const checkedNeighbourhood = (neighbourhood: Neighbourhood): Neighbourhood =>
  parsed(neighbourhoodSchema, neighbourhood);

export const checkedSelection = (rules: SelectionRules): z.output<typeof selectionSchema> =>
  parsed(selectionSchema, rules);

/** Only Thompson sampling asks whether a reward is a success. */
export function checkBinarizer(binarizer: unknown, policy: Policy): void {
  if (binarizer === undefined) return;
  if (typeof binarizer !== 'function') throw new TypeError('a binarizer is a function');
  if (policy.name !== 'ThompsonSampling') throw new TypeError(`${policy.name} takes no binarizer`);
}

/** What plays and rows have to be like. */
export interface Expected {
  /** Whether the policy looks at contexts. */
  readonly contextual: boolean;
  /** Numbers of a context; null when none was seen. */
  readonly columns: number | null;
  /** Whether rewards are 0 and 1 alone. */
  readonly binary: boolean;
}

/** @throws RangeError for plays that do not fit together or can not be learned from. */
export function checkPlays({ decisions, rewards, contexts }: Plays, expected: Expected): void {
  if (decisions.length !== rewards.length)
    throw new RangeError(`${decisions.length} decisions have ${rewards.length} rewards`);
  for (let index = 0; index < rewards.length; index += 1) {
    const reward = rewards[index] ?? Number.NaN;
    if (!Number.isFinite(reward)) throw new RangeError(`the reward of play ${index} is not a number`);
    if (expected.binary && reward !== 0 && reward !== 1)
      throw new RangeError('Thompson sampling takes rewards of 0 and 1, or a binarizer');
  }
  if (!expected.contextual) return;
  checkRows(contexts, expected.columns);
  if (contexts?.count !== decisions.length)
    throw new RangeError(`${decisions.length} decisions have ${contexts?.count} contexts`);
}

/** @throws RangeError for contexts that a policy which looks at them can not take. */
export function checkRows(rows: Rows | null, columns: number | null): void {
  if (rows === null) throw new RangeError('a contextual policy needs contexts');
  if (rows.columns < 1 || rows.values.length !== rows.count * rows.columns)
    throw new RangeError('contexts are rows of the same number of values');
  if (columns !== null && rows.columns !== columns)
    throw new RangeError(`contexts have ${rows.columns} values and not ${columns}`);
  if (!allFinite(rows.values)) throw new RangeError('a value of a context is not a number');
}

/** Whether all are numbers with an end: x − x is 0 of these alone. */
function allFinite(values: Float64Array): boolean {
  const whole = values.length - (values.length % 4);
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let index = 0; index < whole; index += 4) {
    a += rest(values, index);
    b += rest(values, index + 1);
    c += rest(values, index + 2);
    d += rest(values, index + 3);
  }
  for (let index = whole; index < values.length; index += 1) a += rest(values, index);
  return a + b + c + d === 0;
}

const rest = (values: Float64Array, index: number): number => {
  const value = values[index] ?? 0;
  return value - value;
};
