import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AppError, appError, type Clock } from '../../engine/core/index.ts';
import type { ContractHandler } from './contract-handler.ts';
import type { Direct } from './direct.ts';
import { bearerOf, gateAt } from './gate.ts';
import { hasBody, readJson, refusedBody } from './json-body.ts';
import type { HttpLimits } from './limits.ts';
import { COMMON_HEADERS, sendError, sendJson } from './reply.ts';
import { contractRoutes } from './routes.ts';
import { TokenBucket } from './token-bucket.ts';

export interface AnswerNeeds {
  readonly port: number;
  readonly token: string;
  readonly contract: ContractHandler;
  readonly direct: ReadonlyMap<string, Direct>;
  readonly limits: HttpLimits;
  readonly clock: Pick<Clock, 'millis'>;
}

/** Says that the server is there; the only path beside those of the contract. */
export const HEALTH_PATH = '/health';

/** Asked for every unit of a site, so it has a rate of its own. */
const BY_UNIT: ReadonlySet<string> = new Set(['/api/ab/assign', '/api/ab/exposures', HEALTH_PATH]);

/** The path as it was sent, without its query; null for a target that is no path (as proxies are sent). */
function pathOf({ url = '' }: IncomingMessage): string | null {
  if (!url.startsWith('/')) return null;
  const query = url.indexOf('?');
  return query === -1 ? url : url.slice(0, query);
}

/** Answers one request: who asks, what for, how often, with what body; then the contract. */
export function answerRequest({ port, token, contract, direct, limits, clock }: AnswerNeeds) {
  const gate = gateAt(port);
  const hasToken = bearerOf(token);
  const routes = contractRoutes();
  const millis = () => clock.millis();
  const bucket = (of: keyof HttpLimits['rates']) => new TokenBucket({ ...limits.rates[of], millis });
  const rates = { assign: bucket('assign'), other: bucket('other'), refused: bucket('refused') };

  const tooMany = (of: keyof HttpLimits['rates']): AppError | null => {
    const wait = rates[of].take();
    return wait === 0 ? null : appError('RATE_LIMITED', { seconds: Math.max(1, Math.ceil(wait)) });
  };

  const refusal = ({ headers, method = '' }: IncomingMessage, path: string | null): AppError | null => {
    const stranger = gate(headers) ?? (hasToken(headers.authorization) ? null : appError('TOKEN_REFUSED'));
    if (stranger !== null) return tooMany('refused') ?? stranger;
    const often = tooMany(BY_UNIT.has(path ?? '') ? 'assign' : 'other');
    if (often !== null) return often;
    const allowed = path === null ? [] : path === HEALTH_PATH ? ['GET'] : routes.methodsOf(path);
    if (allowed.length === 0) return appError('ROUTE_UNKNOWN');
    return allowed.includes(method) ? null : appError('METHOD_REFUSED', { method, allowed: allowed.join(', ') });
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = pathOf(request);
    const refused = refusal(request, path) ?? (hasBody(request) ? refusedBody(request, limits.body) : null);
    if (refused !== null) return sendError(response, refused);
    const body = hasBody(request) ? await readJson(request, limits.body) : undefined;
    if (body === null) return;
    if (body?.ok === false) return sendError(response, body.error);
    if (path === HEALTH_PATH) return sendJson(response, 200, { ok: true });
    const answer = await direct.get(path ?? '')?.(body?.value);
    if (answer?.ok) return sendJson(response, 200, answer.value);
    if (answer?.ok === false) return sendError(response, answer.error);
    for (const [name, value] of Object.entries(COMMON_HEADERS)) response.setHeader(name, value);
    await contract.handle(request, response, body?.value);
  };
}
