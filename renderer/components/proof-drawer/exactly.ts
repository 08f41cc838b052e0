import type { ProofValue } from '../../../engine/contract/index.ts';
import { formatNumber, formatValue } from '../../../engine/serializer/index.ts';

/**
 * A value as the proof shows it: a probability with four decimals, because two runs may differ below two. Where four
 * would make it certain or impossible and it is neither, it stays ">0.99" or "<0.01".
 */
export function exactly(value: ProofValue): string {
  if (value.kind !== 'probability' || typeof value.value !== 'number') return formatValue(value);
  const rounded = Math.round(value.value * 10_000) / 10_000;
  const isRoundedAway = (rounded === 0 || rounded === 1) && rounded !== value.value;
  return isRoundedAway ? formatValue(value) : formatNumber(value.value);
}
