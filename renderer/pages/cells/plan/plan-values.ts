import { cellPlanInputSchema } from '../../../../engine/contract/explore-cells.ts';
import type { CellPlanInput } from '../../../../engine/contract/index.ts';
import { minorDigits } from '../../../../engine/serializer/index.ts';

/** What a plan is asked for, while it is typed: a number is a text while it is none. */
export interface PlanValues {
  readonly budget: number | string;
  readonly days: number | string;
  readonly cells: number | string;
  readonly reward: CellPlanInput['reward'];
  readonly owner: string;
}

export type PlanProblems = Partial<Readonly<Record<keyof PlanValues, string>>>;

export const NEW_PLAN: PlanValues = { budget: '', days: 28, cells: 8, reward: 'signup_rate', owner: '' };

export const PLAN_REWARDS = ['signup_rate', 'signups_per_spend', 'return_on_spend', 'click_rate'] as const;

const WORDS: Readonly<Record<keyof PlanValues, string>> = {
  budget: 'Enter what may be spent, above zero',
  days: 'Enter whole days, 7 to 90',
  cells: 'Enter a whole number, 2 to 48',
  reward: 'Choose what arms are judged by',
  owner: 'Name who looks after the cells',
};

const isField = (name: string): name is keyof PlanValues => Object.hasOwn(WORDS, name);

/** What the plan is to be made with, or what is wrong, field by field. */
export function readPlan(
  values: PlanValues,
  currency: string,
): { readonly ok: true; readonly input: CellPlanInput } | { readonly ok: false; readonly problems: PlanProblems } {
  const major = typeof values.budget === 'number' ? values.budget : Number.NaN;
  const minor = Math.round(major * 10 ** minorDigits(currency));
  const parsed = cellPlanInputSchema.safeParse({
    ...values,
    budget: minor > 0 ? { minor, currency } : undefined,
  });
  if (parsed.success) return { ok: true, input: parsed.data };
  const fields = parsed.error.issues.flatMap(({ path: [name] }) =>
    typeof name === 'string' && isField(name) ? [name] : [],
  );
  return { ok: false, problems: Object.fromEntries(fields.map((name) => [name, WORDS[name]])) };
}
