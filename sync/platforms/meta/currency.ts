import { appError, err, type Money, money, ok, type Result } from '../../../engine/core/index.ts';

/** ISO 4217 currencies whose minor unit is not a hundredth. */
const DIGITS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(['CLP', 'ISK', 'JPY', 'KRW', 'PYG', 'VND'].map((code) => [code, 0])),
  ...Object.fromEntries(['BHD', 'JOD', 'KWD', 'OMR', 'TND'].map((code) => [code, 3])),
};

/** Currencies that Meta counts in whole units (offset 1); all others in hundredths. Source: Meta, "Currencies". */
const WHOLE = new Set(['CLP', 'COP', 'CRC', 'HUF', 'ISK', 'IDR', 'JPY', 'KRW', 'PYG', 'TWD', 'VND']);

const ratioOf = (currency: string): { readonly meta: number; readonly iso: number } => ({
  meta: WHOLE.has(currency) ? 1 : 100,
  iso: 10 ** (DIGITS[currency] ?? 2),
});

/** Amount in the unit of Meta's `daily_budget`. Fails when it can not be said in that unit without rounding. */
export function toMetaAmount(amount: Money): Result<number> {
  const { meta, iso } = ratioOf(amount.currency);
  const scaled = amount.minor * meta;
  if (scaled % iso === 0) return ok(scaled / iso);
  const reason = `a budget in ${amount.currency} has to be a multiple of ${iso / meta} minor units`;
  return err(appError('PLATFORM_REJECTED', { platform: 'Meta', reason, code: 'local' }));
}

/** Amount that Meta reads back, in the currency's ISO minor units. */
export function fromMetaAmount(amount: number, currency: string): Money {
  const { meta, iso } = ratioOf(currency);
  return money((amount * iso) / meta, currency);
}
