import type {
  ExperimentRow,
  ExperimentStatus,
  ExperimentVerdict,
  HealthOutcome,
} from '../../../../engine/contract/index.ts';
import { hasWords } from '../../../components/search-words.ts';

const VERDICTS: readonly ExperimentVerdict[] = [
  'unhealthy',
  'roll_back',
  'ship',
  'ready_for_review',
  'keep_running',
  'no_data',
];
const STATUSES: readonly ExperimentStatus[] = ['running', 'stopped', 'draft', 'decided'];
const HEALTH: readonly HealthOutcome[] = ['fail', 'unknown', 'warn', 'pass'];

const place = <T>(order: readonly T[], value: T | null | undefined): number =>
  value === null || value === undefined ? order.length : order.indexOf(value);

export const byVerdict = (a: ExperimentRow, b: ExperimentRow): number =>
  place(VERDICTS, a.verdict?.state) - place(VERDICTS, b.verdict?.state);

export const byStatus = (a: ExperimentRow, b: ExperimentRow): number =>
  place(STATUSES, a.status) - place(STATUSES, b.status);

export const byHealth = (a: ExperimentRow, b: ExperimentRow): number =>
  place(HEALTH, a.health) - place(HEALTH, b.health);

/**
 * What needs a person first: experiments that are not decided by their verdict (trouble, then something to decide, then
 * those that go on), then drafts, then what is done; the newest first among equals.
 */
export function byNeed(a: ExperimentRow, b: ExperimentRow): number {
  const rank = ({ status }: ExperimentRow): number => (status === 'decided' ? 2 : status === 'draft' ? 1 : 0);
  return (
    rank(a) - rank(b) ||
    byVerdict(a, b) ||
    (b.firstDay ?? '').localeCompare(a.firstDay ?? '') ||
    a.key.localeCompare(b.key)
  );
}

/** Whether every word of a search is in the experiment's name, key or goal. */
export const matches = (row: ExperimentRow, search: string): boolean =>
  hasWords(`${row.name} ${row.key} ${row.goal?.name ?? ''}`, search);
