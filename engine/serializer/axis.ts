import type { ProofValue } from '../contract/index.ts';
import { dateFormat } from './day.ts';
import { formatDuration } from './duration.ts';
import { finite, MISSING } from './missing.ts';
import { formatCompactMoney } from './money.ts';
import { DEFAULT_LOCALE, decimal, formatCompact } from './numbers.ts';
import { formatValue, type Reader } from './value.ts';

/** Decimals that tell ticks this far apart from each other, at most four. */
const digitsFor = (step: number): number =>
  step > 0 ? Math.max(0, Math.min(4, Math.ceil(-Math.log10(step) - 1e-9))) : 0;

/** A value beside an axis or a mark: few characters, as many decimals as ticks `step` apart need. */
export function formatTick(shown: ProofValue, step = 0, { locale = DEFAULT_LOCALE }: Reader = {}): string {
  const x = finite(shown.value);
  if (x === null) return formatValue(shown, { locale });
  switch (shown.kind) {
    case 'count':
      return formatCompact(x, locale);
    case 'money':
      return formatCompactMoney(x, shown.currency, locale);
    case 'rate':
    case 'probability':
      return `${decimal(x, 0, digitsFor(step * 100), locale, 2)} %`;
    case 'percentage_points':
      return `${decimal(x, 0, digitsFor(step * 100), locale, 2)} pp`;
    case 'ratio':
      return `${decimal(x, 0, digitsFor(step), locale)}×`;
    case 'duration':
      return x < 0 ? formatValue(shown, { locale }) : formatDuration(x, locale);
    case 'days':
      return decimal(x, 0, digitsFor(step), locale);
    case 'number':
      return Math.abs(x) >= 10_000 ? formatCompact(x, locale) : decimal(x, 0, digitsFor(step), locale);
    case 'day':
    case 'instant':
    case 'text':
      return formatValue(shown, { locale });
    default:
      return shown.kind satisfies never;
  }
}

/** A day beside an axis, without its year: "3 Nov". */
export function formatDayTick(value: unknown, locale = DEFAULT_LOCALE): string {
  const millis = typeof value === 'string' ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(millis)) return MISSING;
  return dateFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(millis);
}
