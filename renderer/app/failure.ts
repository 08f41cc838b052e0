import { ORPCError } from '@orpc/client';
import { WORKSPACE_ERRORS } from '../../engine/core/errors/workspace.ts';
import { z } from './schema.ts';

/** What an error card shows: a code of the closed table, what happened, one next step. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly next: string;
}

const withNext = z.object({ next: z.string() });
const withIssues = z.object({ issues: z.array(z.object({ message: z.string() })).min(1) });

const LOST: Failure = { code: 'ENGINE_UNREACHABLE', ...WORKSPACE_ERRORS.ENGINE_UNREACHABLE };

/** Turns whatever a call was rejected with into words. An error without a code of the table is a lost line. */
export function toFailure(error: unknown): Failure {
  if (!(error instanceof ORPCError)) return LOST;
  const known = withNext.safeParse(error.data);
  if (known.success) return { code: error.code, message: error.message, next: known.data.next };
  if (error.code === 'BAD_REQUEST') {
    const issues = withIssues.safeParse(error.data);
    const reason = issues.success ? issues.data.issues.map((issue) => issue.message).join('; ') : error.message;
    return {
      code: 'INPUT_INVALID',
      message: WORKSPACE_ERRORS.INPUT_INVALID.message.replace('{reason}', reason),
      next: WORKSPACE_ERRORS.INPUT_INVALID.next,
    };
  }
  return {
    code: 'INTERNAL',
    message: 'Something went wrong inside the workbench.',
    next: 'Try again. If it happens again, send the log file.',
  };
}

/** A cancelled call is not a failure: the person asked for it. */
export const isCancelled = (error: unknown): boolean =>
  (error instanceof DOMException && error.name === 'AbortError') ||
  (error instanceof ORPCError && error.code === 'CANCELLED');
