import { ORPCError } from '@orpc/server';
import { errorMap } from '../contract/index.ts';
import { type AppError, appError, isErrorCode, plainIssue, type Result } from '../core/index.ts';

/** An expected failure in the form the contract carries it. */
export const contractError = (error: AppError): ORPCError<string, { next: string; detail: AppError['detail'] }> =>
  new ORPCError(error.code, {
    status: errorMap[error.code].status,
    message: error.message,
    data: { next: error.next, detail: error.detail },
  });

/** The value of a result. @throws the contract's error when it failed. */
export async function answer<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result;
  if (settled.ok) return settled.value;
  throw contractError(settled.error);
}

const issueText = (error: ORPCError<string, unknown>): string => {
  const cause = error.cause;
  if (!(cause instanceof Error) || !('issues' in cause) || !Array.isArray(cause.issues)) return error.message;
  return cause.issues
    .map(
      (issue: { message: string; path?: readonly PropertyKey[] }) =>
        `${(issue.path ?? []).map(String).join('.') || 'input'}: ${plainIssue(issue.message)}`,
    )
    .join('; ');
};

/**
 * Wraps every procedure: what leaves is always of the closed table. Invalid input becomes INPUT_INVALID; a bug is
 * reported under a reference and becomes INTERNAL, without its message or stack.
 */
export const closedErrors =
  (report: (error: unknown) => string) =>
  async <T>(options: { readonly next: () => Promise<T> }): Promise<T> => {
    try {
      return await options.next();
    } catch (thrown) {
      if (thrown instanceof ORPCError && isErrorCode(thrown.code)) throw thrown;
      if (thrown instanceof ORPCError && thrown.code === 'BAD_REQUEST')
        throw contractError(appError('INPUT_INVALID', { reason: issueText(thrown) }));
      throw contractError(appError('INTERNAL', { reference: report(thrown) }));
    }
  };
