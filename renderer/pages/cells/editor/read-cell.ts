import { exploreCellDesignSchema, REWARDS_OF } from '../../../../engine/contract/explore-cells.ts';
import type { ExploreCellDesign } from '../../../../engine/contract/index.ts';
import { minorDigits } from '../../../../engine/serializer/index.ts';
import { type Amount, type CellValues, isRate } from './values.ts';

/** What is wrong with a field, by its path: `rule.floor`. */
export type Problems = Readonly<Record<string, string>>;

/** What to do about a field, by its path. */
const WORDS: Readonly<Record<string, string>> = {
  key: 'Use small letters, digits, - and _, beginning with a letter or digit',
  name: 'Give it a name of at most 120 letters',
  hypothesis: 'Write what is believed, in at most 400 letters',
  owner: 'Name who looks after it',
  'arms.testId': 'Choose the test whose creatives compete',
  reward: 'The data does not judge these arms by it',
  budgetCap: 'Enter the most it may spend',
  firstDay: 'Choose its first day',
  lastDay: 'Choose its last day',
  'rule.minTrials': 'Enter a whole number, 1 or more',
  'rule.floor': 'Enter a percentage from 0 to 100',
  'rule.cap': 'Enter a percentage from 0 to 100',
  'rule.promoteAt': 'Enter a probability from 0.5 to 0.9999',
  'rule.killAt': 'Enter a probability from 0.0001 to 0.5',
  'rule.stopAt': 'Enter a percentage from 0.01 to 50',
  'rule.discount': 'Enter a percentage from 50 to 100',
  'rule.lookEveryDays': 'Enter whole days, 1 to 28',
  'rule.prior.mean': 'Enter what is expected, 0 or more',
  'rule.prior.strength': 'Enter how much evidence it is worth, above 0',
};

/** The names of the fields, in the order they stand on the page. */
export const PLACES: Readonly<Record<string, string>> = {
  name: 'Name',
  key: 'Key',
  owner: 'Owner',
  hypothesis: 'Hypothesis',
  channel: 'Channel',
  segment: 'Segment',
  'arms.kind': 'Arms',
  reward: 'Judged by',
  'arms.testId': 'Test',
  budgetCap: 'Budget cap',
  firstDay: 'First day',
  lastDay: 'Last day',
  'rule.minTrials': 'Judged from',
  'rule.promoteAt': 'Promoted from',
  'rule.killAt': 'Killed at',
  'rule.stopAt': 'Done below',
  'rule.floor': 'Smallest share',
  'rule.cap': 'Largest share',
  'rule.discount': 'Evidence a day later',
  'rule.lookEveryDays': 'Look every',
  'rule.prior.mean': 'Expected',
  'rule.prior.strength': 'Worth',
};

const ORDER = Object.keys(PLACES);

/** As they stand on the page: the first is where the focus goes. */
const inOrder = (problems: Problems): Problems =>
  Object.fromEntries(Object.entries(problems).toSorted(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b)));

function amountOf(amount: Amount): number | undefined {
  if (typeof amount === 'number') return amount;
  const value = Number(amount);
  return amount.trim() === '' || !Number.isFinite(value) ? undefined : value;
}

/** A typed percentage as a share. */
function shareOf(amount: Amount): number | undefined {
  const value = amountOf(amount);
  return value === undefined ? undefined : Number((value / 100).toPrecision(12));
}

function candidateOf(values: CellValues, currency: string): unknown {
  const { rule, reward, arms } = values;
  const major = amountOf(values.budgetCap);
  const { mean, strength } = rule.prior;
  return {
    ...values,
    channel: values.channel === '' ? null : values.channel,
    segment: values.segment === '' ? null : values.segment,
    arms: arms.kind === 'creatives' ? { kind: arms.kind, testId: arms.testId } : { kind: arms.kind },
    budgetCap: major === undefined ? undefined : { minor: Math.round(major * 10 ** minorDigits(currency)), currency },
    rule: {
      ...{ minTrials: amountOf(rule.minTrials), floor: shareOf(rule.floor), cap: shareOf(rule.cap) },
      ...{ promoteAt: amountOf(rule.promoteAt), killAt: amountOf(rule.killAt), stopAt: shareOf(rule.stopAt) },
      ...{ discount: shareOf(rule.discount), lookEveryDays: amountOf(rule.lookEveryDays) },
      prior: rule.hasPrior
        ? { mean: isRate(reward) ? shareOf(mean) : amountOf(mean), strength: amountOf(strength) }
        : null,
    },
  };
}

/** The design that the fields make, or what keeps them from making one: each problem at its field, in plain words. */
export function readCell(
  values: CellValues,
  { currency, taken }: { readonly currency: string; readonly taken: readonly string[] },
): { readonly ok: true; readonly design: ExploreCellDesign } | { readonly ok: false; readonly problems: Problems } {
  const problems: Record<string, string> = {};
  if (taken.includes(values.key)) problems.key = 'Another cell has this key';
  if (!REWARDS_OF[values.arms.kind].includes(values.reward)) problems.reward = WORDS.reward ?? '';
  const parsed = exploreCellDesignSchema.safeParse(candidateOf(values, currency));
  for (const issue of parsed.error?.issues ?? []) {
    const path = issue.path.map(String).join('.');
    const field = path.startsWith('budgetCap') ? 'budgetCap' : path;
    problems[field] ??= WORDS[field] ?? 'This is not complete';
  }
  if (parsed.success && Object.keys(problems).length === 0) return { ok: true, design: parsed.data };
  return { ok: false, problems: inOrder(problems) };
}
