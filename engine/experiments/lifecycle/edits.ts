import type { ExperimentRecord } from '../../contract/index.ts';
import { appError, err, ok, type Result } from '../../core/index.ts';

/** A design is written and changed while it is a draft. Resolves to the version it will have. EX1. */
export function maySave(record: ExperimentRecord | undefined): Result<number> {
  if (record === undefined) return ok(1);
  return record.status === 'draft' ? ok(record.version + 1) : refusedAs(record, 'changed');
}

/** Only drafts are removed: what ran stays in the log. */
export const mayRemove = (record: ExperimentRecord): Result<void> =>
  record.status === 'draft' ? ok(undefined) : refusedAs(record, 'removed');

export const mayStop = (record: ExperimentRecord): Result<void> =>
  record.status === 'running' ? ok(undefined) : refusedAs(record, 'stopped');

/** A decision is proposed on what runs or was stopped. */
export const mayDecide = (record: ExperimentRecord): Result<void> =>
  record.status === 'running' || record.status === 'stopped' ? ok(undefined) : refusedAs(record, 'decided');

const STATUS_WORDS = { draft: 'a draft', running: 'running', stopped: 'stopped', decided: 'decided' } as const;

export const refusedAs = ({ design, status }: ExperimentRecord, change: string): Result<never> =>
  err(appError('EXPERIMENT_STATE', { key: design.key, status: STATUS_WORDS[status], change }));
