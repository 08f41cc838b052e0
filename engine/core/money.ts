/** An amount in integer minor units (cents, or yen for a zero-decimal currency) with its ISO 4217 code. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

/** @throws RangeError when `minor` is not a safe integer or the currency is not three capitals. */
export function money(minor: number, currency: string): Money {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`not whole minor units: ${minor}`);
  if (!/^[A-Z]{3}$/.test(currency)) throw new RangeError(`not an ISO 4217 code: ${currency}`);
  return { minor, currency };
}

/** @throws RangeError when the currencies differ: rates are data, not arithmetic. */
export function addMoney(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`can not add ${a.currency} and ${b.currency}`);
  return money(a.minor + b.minor, a.currency);
}
