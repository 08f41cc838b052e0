import { changeText, type ValueFormat, valueText } from '../axis/value-text.ts';
import type { WaterfallStep } from './steps.ts';

/** "+1,204": what a part adds, with its sign; a total as it is. */
export const stepText = (format: ValueFormat, { value, isTotal }: Pick<WaterfallStep, 'value' | 'isTotal'>): string =>
  isTotal ? valueText(format, value) : changeText(format, value);
