import type { IncomingMessage, ServerResponse } from 'node:http';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { closedErrors, contractError, type Opening, router } from '../../engine/api/index.ts';
import { appError } from '../../engine/core/index.ts';
import { closedBody, closedStreams, withClosedErrors } from './closed-stream.ts';
import { typedInput } from './query-values.ts';
import { errorBody } from './reply.ts';

/** Procedures that ask a person at the window. */
const AT_THE_WINDOW: ReadonlySet<string> = new Set(['loads.chooseDrop']);

export interface ContractHandler {
  /** Answers a request of the contract; `body` is its parsed JSON, undefined for none. Resolves once all is sent. */
  handle(request: IncomingMessage, response: ServerResponse, body: unknown): Promise<void>;
}

/**
 * The contract over HTTP, by its OpenAPI paths. Every failure leaves in the closed form with the status of its code, also
 * at the end of a stream. `report` keeps a bug and gives the reference it is kept under.
 */
export function contractHandler(opening: Opening, report: (thrown: unknown) => string): ContractHandler {
  const handler = new OpenAPIHandler(router, {
    clientInterceptors: [
      closedErrors(report),
      closedStreams(report),
      async (options) => {
        if (AT_THE_WINDOW.has(options.path.join('.'))) throw contractError(appError('DESKTOP_ONLY'));
        return options.next({ ...options, input: typedInput(options.procedure, options.input) });
      },
    ],
    rootInterceptors: [
      async (options) => {
        const result = await options.next();
        if (!result.matched) return result;
        const { response } = result;
        return { ...result, response: { ...response, body: withClosedErrors(response.body) } };
      },
    ],
    // What fails around a procedure (an answer that can not be written as JSON) is a bug.
    customErrorResponseBodyEncoder: (error) =>
      closedBody(error) ?? errorBody(appError('INTERNAL', { reference: report(error) })),
  });
  return {
    async handle(request, response, body) {
      const { matched } = await handler.handle(Object.assign(request, { body }), response, { context: opening });
      if (!matched) throw new Error('a path of the contract has a procedure');
    },
  };
}
