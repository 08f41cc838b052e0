import type { GuardrailEvaluation, GuardrailOutcome } from '../../contract/index.ts';
import type { Money } from '../../core/index.ts';
import { formatMoney } from '../../serializer/index.ts';

/** Above this share of the cap the rest is scarce. */
const WARN_PERCENT = 80;

export interface SpendFacts {
  readonly wanted: Money;
  /** What other approved actions may be spending a day; null when it can not be added up. */
  readonly committed: Money | null;
  /** Cap of the workspace a day; null when none is set. */
  readonly cap: Money | null;
}

/** Whether the daily cap of the workspace has room for it, with everything in flight counted as spent. */
export function spendCap({ wanted, committed, cap }: SpendFacts): GuardrailEvaluation {
  const base = { guardrail: 'spend-cap', title: 'Spend cap', dataThrough: null };
  const asked = { currency: wanted.currency, wantedMinor: wanted.minor };
  if (cap === null) {
    const evidence = `${formatMoney(wanted)} a day is asked for, and no cap is set.`;
    return { ...base, outcome: 'unknown', evidence, measured: asked };
  }
  if (committed === null || cap.currency !== wanted.currency || committed.currency !== wanted.currency) {
    const evidence = `${formatMoney(wanted)} a day can not be compared with the cap of ${formatMoney(cap)}: the currencies differ.`;
    return { ...base, outcome: 'unknown', evidence, measured: { ...asked, capMinor: cap.minor } };
  }
  const total = { minor: committed.minor + wanted.minor, currency: wanted.currency };
  return {
    ...base,
    outcome: outcomeUnder(total.minor, cap.minor),
    evidence:
      `${formatMoney(wanted)} a day on top of ${formatMoney(committed)} already committed is ${formatMoney(total)} ` +
      `of the cap of ${formatMoney(cap)}.`,
    measured: { ...asked, committedMinor: committed.minor, capMinor: cap.minor },
  };
}

/** By what is spent of a cap, both in minor units. */
export function outcomeUnder(total: number, cap: number): GuardrailOutcome {
  if (total > cap) return 'block';
  return total * 100 > cap * WARN_PERCENT ? 'warn' : 'pass';
}
