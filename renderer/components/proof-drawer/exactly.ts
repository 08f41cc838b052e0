import type { ProofValue } from '../../../engine/contract/index.ts';
import { formatNumber, formatValue } from '../../../engine/serializer/index.ts';

/** A value as the proof shows it: a probability with four decimals, because two runs may differ below two. */
export const exactly = (value: ProofValue): string =>
  value.kind === 'probability' && value.value !== null ? formatNumber(value.value) : formatValue(value);
