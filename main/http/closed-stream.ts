import { ErrorEvent, ORPCError } from '@orpc/server';
import { z } from 'zod';
import { contractError } from '../../engine/api/index.ts';
import { appError, isErrorCode } from '../../engine/core/index.ts';
import type { ErrorBody } from './reply.ts';

const dataSchema = z.object({ next: z.string(), detail: z.record(z.string(), z.union([z.string(), z.number()])) });

/** An error of the contract as it goes over HTTP; null for one that is not of the closed table. */
export function closedBody(error: {
  readonly code: string;
  readonly message: string;
  readonly data?: unknown;
}): ErrorBody | null {
  const data = dataSchema.safeParse(error.data);
  return isErrorCode(error.code) && data.success ? { code: error.code, message: error.message, ...data.data } : null;
}

const isStream = (value: unknown): value is AsyncGenerator<unknown, unknown, undefined> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value && 'next' in value;

/** Passes a stream on; what it throws leaves as `refit` makes it. A reader that stops ends the stream as before. */
async function* rethrowing(stream: AsyncGenerator<unknown, unknown, undefined>, refit: (thrown: unknown) => unknown) {
  try {
    return yield* stream;
  } catch (thrown) {
    throw refit(thrown);
  }
}

/**
 * Around each procedure: a bug in the midst of a stream is reported and becomes INTERNAL, as one before it does. A stream
 * that ends because its reader is gone is none.
 */
export const closedStreams =
  (report: (thrown: unknown) => string) =>
  async (options: {
    readonly next: () => Promise<unknown>;
    readonly signal?: AbortSignal | undefined;
  }): Promise<unknown> => {
    const output = await options.next();
    if (!isStream(output)) return output;
    return rethrowing(output, (thrown) => {
      if (thrown instanceof ORPCError && isErrorCode(thrown.code)) return thrown;
      if (options.signal?.aborted) return contractError(appError('CANCELLED'));
      return contractError(appError('INTERNAL', { reference: report(thrown) }));
    });
  };

const eventSchema = z.object({ code: z.string(), message: z.string(), data: z.unknown() });

/** The events of an answer, with an error at their end in the form of `closedBody`. */
export function withClosedErrors(body: unknown): unknown {
  if (!isStream(body)) return body;
  return rethrowing(body, (thrown) => {
    const said = thrown instanceof ErrorEvent ? eventSchema.safeParse(thrown.data) : null;
    const closed = said?.success ? closedBody(said.data) : null;
    return closed === null ? thrown : new ErrorEvent({ data: closed, cause: thrown });
  });
}
