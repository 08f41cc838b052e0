import { RPCHandler } from '@orpc/server/message-port';
import type { MessagePortMain } from 'electron';
import { closedErrors, type Opening, router } from '../engine/api/index.ts';

/**
 * Answers the contract on a port of the window. A workspace that can not be opened is tried again with each call, which
 * is answered with why as long as it fails. `reportBug` keeps a bug and gives the reference it is kept under.
 */
export function answerPort(port: MessagePortMain, opening: Opening, reportBug: (thrown: unknown) => string): void {
  new RPCHandler(router, { clientInterceptors: [closedErrors(reportBug)] }).upgrade(port, { context: opening });
  port.start();
}
