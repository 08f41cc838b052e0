import { APPROVAL_ERRORS } from './errors/approvals.ts';
import { ASSIGNMENT_ERRORS } from './errors/assignments.ts';
import { BANDIT_ERRORS } from './errors/bandits.ts';
import { CACHE_ERRORS } from './errors/cache.ts';
import { CELL_ERRORS } from './errors/cells.ts';
import { DASHBOARD_ERRORS } from './errors/dashboards.ts';
import { EXPERIMENT_ERRORS } from './errors/experiments.ts';
import { HTTP_ERRORS } from './errors/http.ts';
import { INGEST_ERRORS } from './errors/ingest.ts';
import { JOURNAL_ERRORS } from './errors/journal.ts';
import { JOURNEY_ERRORS } from './errors/journeys.ts';
import { OFF_POLICY_ERRORS } from './errors/off-policy.ts';
import { OPS_ERRORS } from './errors/ops.ts';
import { REPORT_ERRORS } from './errors/reports.ts';
import { SYNC_ERRORS } from './errors/sync.ts';
import { WORKSPACE_ERRORS } from './errors/workspace.ts';

/**
 * The closed table of everything that can go wrong as expected. `message` is one line for the person, `next` the one
 * step to take. `{name}` is filled from the error's `detail`.
 */
export const ERROR_TABLE = {
  ...WORKSPACE_ERRORS,
  ...CACHE_ERRORS,
  ...INGEST_ERRORS,
  ...APPROVAL_ERRORS,
  ...JOURNAL_ERRORS,
  ...OPS_ERRORS,
  ...SYNC_ERRORS,
  ...REPORT_ERRORS,
  ...DASHBOARD_ERRORS,
  ...JOURNEY_ERRORS,
  ...EXPERIMENT_ERRORS,
  ...ASSIGNMENT_ERRORS,
  ...HTTP_ERRORS,
  ...BANDIT_ERRORS,
  ...OFF_POLICY_ERRORS,
  ...CELL_ERRORS,
} as const;

export interface ErrorText {
  readonly message: string;
  readonly next: string;
}

export type ErrorCode = keyof typeof ERROR_TABLE;

export type ErrorDetail = Readonly<Record<string, string | number>>;

export interface AppError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly next: string;
  readonly detail: ErrorDetail;
}

const fill = (template: string, detail: ErrorDetail): string =>
  template.replace(/\{(\w+)\}/g, (_, key: string) => String(detail[key] ?? 'unknown'));

/** Makes an error of the closed table; `detail` fills the placeholders of its text. */
export function appError(code: ErrorCode, detail: ErrorDetail = {}): AppError {
  const text: ErrorText = ERROR_TABLE[code];
  return { code, message: fill(text.message, detail), next: fill(text.next, detail), detail };
}

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(ERROR_TABLE, code);
