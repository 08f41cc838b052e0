import { formatChange } from '../../../engine/serializer/index.ts';
import { type ValueFormat, valueText } from '../axis/value-text.ts';
import type { WaterfallStep } from './steps.ts';

/** "+1,204": what a part adds, with its sign; a total as it is. */
export function stepText({ kind, currency }: ValueFormat, step: Pick<WaterfallStep, 'value' | 'isTotal'>): string {
  if (step.isTotal) return valueText({ kind, currency }, step.value);
  return formatChange(currency === undefined ? { kind, value: step.value } : { kind, value: step.value, currency });
}
