import type { CellValues } from './values.ts';

/** What the engine refuses, by the field that has to change. */
const FIELDS: Readonly<Record<string, string>> = {
  CELL_REWARD: 'reward',
  CELL_DAYS: 'lastDay',
  CELL_OVER: 'lastDay',
  CELL_CAP: 'budgetCap',
  CELL_CURRENCY: 'budgetCap',
  CELL_SHARES: 'rule.floor',
  CELL_ARMS: 'arms.kind',
  CELL_PRIOR: 'rule.prior.mean',
  CELL_STATE: 'key',
};

/** The path of the field a refusal is about; null when it is about none, such as signing in. */
export function refusedField(code: string, { segment, arms }: Pick<CellValues, 'segment' | 'arms'>): string | null {
  if (code === 'CELL_SCOPE')
    // Audiences and pages have a channel, but never a segment; running cells have neither.
    return segment !== '' && arms.kind !== 'cells' ? 'segment' : 'channel';
  if (code === 'CELL_TAKEN') return 'arms.kind';
  return FIELDS[code] ?? null;
}
