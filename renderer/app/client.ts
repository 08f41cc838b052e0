import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { contract } from '../../engine/contract/index.ts';
import { useEngineLine } from '../stores/engine-line.ts';
import { engineTurn } from './engine-turn.ts';
import { openPort } from './port.ts';
import { startList } from './start-list.ts';

const RELOAD_AFTER_MS = 1_500;

const onTests = ['', '#/', '#/creative-tests'].includes(window.location.hash.split('?')[0] ?? '');

const engine = engineTurn(onTests && startList() !== undefined, window);

/** The page of tests has its rows; what need not be there with them waits for `afterRows`. */
export const { rowsAreIn, turn: afterRows } = engine;

const port = openPort(engine.turn);

// The preload hands over one port a page, so a new line needs a new page. What the person was looking at is in the URL.
port.addEventListener('close', () => {
  useEngineLine.setState({ state: 'lost' });
  window.setTimeout(() => window.location.reload(), RELOAD_AFTER_MS);
});

/** The engine, as the contract describes it. */
export const client: ContractRouterClient<typeof contract> = createORPCClient(new RPCLink({ port }));

/** The same client as query and mutation options. */
export const api = createTanstackQueryUtils(client);
