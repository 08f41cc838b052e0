import type { ContractColumn } from '../contracts/contract.ts';

type Kind = ContractColumn['logicalType'];

/** What DuckDB reads as it stands, by the plain form of `CSV_FORMAT`. */
const PLAIN: Readonly<Partial<Record<Kind, RegExp>>> = {
  date: /^\d{4}-\d{1,2}-\d{1,2}$/,
  timestamp: /^\d{4}-\d{1,2}-\d{1,2}([ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?(Z|UTC|[+-]\d{2}(:?\d{2})?))?)?$/,
  integer: /^[+-]?\d+(\.0*)?$/,
  number: /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/,
};

/** What people and spreadsheets write instead. */
const LOCAL: Readonly<Partial<Record<Kind, RegExp>>> = {
  date: /^(\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[/.]\d{1,2}[/.]\d{1,2}|\d{8})([ T]0{1,2}:00(:00(\.0+)?)?)?$|^\d{4}-\d{1,2}-\d{1,2}[ T]/,
  timestamp: /^(\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[/.]\d{1,2}[/.]\d{1,2}|\d{8})([ T]|$)/,
  integer: /^[+-]?\d{1,3}([.,'’\s]\d{3})+([.,]0+)?$/,
  number: /^[+-]?(\d{1,3}([.,'’\s]\d{3})+([.,]\d+)?|\d+,\d+)$/,
};

/**
 * Whether a column's values, as far as they have been seen, are written in a way of their own: in none of ours, and in
 * one that is known. Text that is neither is a bad value, which the reading itself says.
 * @param commas false where the dot may separate thousands: in text whose fields are not separated by commas.
 */
export function isLocal(kind: Kind, values: readonly string[], commas: boolean): boolean {
  const plain = PLAIN[kind];
  const local = LOCAL[kind];
  if (plain === undefined || local === undefined) return false;
  return values.some((value) => {
    const trimmed = value.trim();
    const doubtful = !commas && kind === 'number' && /^[+-]?\d{1,3}\.\d{3}$/.test(trimmed);
    return trimmed !== '' && (doubtful || (!plain.test(trimmed) && local.test(trimmed)));
  });
}
