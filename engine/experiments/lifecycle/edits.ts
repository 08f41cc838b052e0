import type { ExperimentDesign, ExperimentRecord } from '../../contract/index.ts';
import { appError, err, ok, type Result } from '../../core/index.ts';
import { KILL_SWITCH_FLAG } from '../../store/journal/index.ts';

/** Flags that are no experiment's: the kill switch is one of the journal's own. */
export const maySetFlag = (flag: string): Result<void> =>
  flag === KILL_SWITCH_FLAG ? err(appError('FLAG_RESERVED', { flag })) : ok(undefined);

/** A design is written and changed while it is a draft. Resolves to the version it will have. EX1. */
export function maySave({ flag }: ExperimentDesign, record: ExperimentRecord | undefined): Result<number> {
  const free = maySetFlag(flag);
  if (!free.ok) return free;
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
