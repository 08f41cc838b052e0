import { RPCHandler } from '@orpc/server/message-port';
import type { MessagePortMain } from 'electron';
import { closedErrors, contractError, router, type Services } from '../engine/api/index.ts';
import type { Result } from '../engine/core/index.ts';

/**
 * Answers the contract on a port of the window. When the workspace could not be opened, every call is answered with
 * why, so that the page can say it.
 */
export function answerPort(
  port: MessagePortMain,
  opened: Result<Services>,
  reportBug: (thrown: unknown) => string,
): void {
  if (opened.ok) {
    new RPCHandler(router, { clientInterceptors: [closedErrors(reportBug)] }).upgrade(port, { context: opened.value });
  } else {
    const refuse = (): never => {
      throw contractError(opened.error);
    };
    new RPCHandler({}, { interceptors: [refuse] }).upgrade(port, { context: {} });
  }
  port.start();
}
