import { appError, err, type Net, type NetRequest, ok, type Result } from '../../../engine/core/index.ts';
import type { StepFailure } from '../contract.ts';
import { outcomeOf, parsedBody } from './classify.ts';
import type { Body } from './requests.ts';

export interface MetaConnection {
  readonly net: Net;
  readonly millis: () => number;
  /** `https://graph.facebook.com`, or a test server. */
  readonly baseUrl: string;
  /** `v25.0` */
  readonly apiVersion: string;
  /** Sent in the Authorization header only, never in a URL, so that it reaches no log. */
  readonly token: string;
  readonly timeoutMs: number;
}

export type Query = Readonly<Record<string, string>>;

/** Thin client of the Graph API: one request, one answer, no retries. */
export interface MetaClient {
  get(path: string, query: Query): Promise<Result<unknown, StepFailure>>;
  /** `effect` says whether the request makes something; a dry run does not. */
  post(path: string, body: Body, effect: 'possible' | 'none'): Promise<Result<unknown, StepFailure>>;
  delete(path: string): Promise<Result<unknown, StepFailure>>;
}

export function createMetaClient(connection: MetaConnection): MetaClient {
  const { net, baseUrl, apiVersion, token, timeoutMs, millis } = connection;
  const urlOf = (path: string, query: Query = {}): string => {
    const url = new URL(`${baseUrl.replace(/\/+$/, '')}/${apiVersion}/${path}`);
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
    return url.toString();
  };

  const send = async (
    request: Pick<NetRequest, 'method' | 'url' | 'body'>,
    effect: 'possible' | 'none',
  ): Promise<Result<unknown, StepFailure>> => {
    if (!isPrivate(request.url)) return err(unsafeAddress);
    const headers = {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      ...(request.body !== undefined && { 'content-type': 'application/json' }),
    };
    const sent = await net.send({ ...request, headers, timeoutMs });
    if (!sent.ok) return err(noAnswer(sent.error.kind, sent.error.reason, effect));
    const response = sent.value;
    const body = parsedBody(response);
    const succeeded = response.status >= 200 && response.status < 300 && typeof body === 'object' && body !== null;
    if (succeeded && !Object.hasOwn(body, 'error')) return ok(body);
    return err(outcomeOf(response, { effect, now: millis() }));
  };

  return {
    get: (path, query) => send({ method: 'GET', url: urlOf(path, query) }, 'none'),
    post: (path, body, effect) => send({ method: 'POST', url: urlOf(path), body: JSON.stringify(body) }, effect),
    delete: (path) => send({ method: 'DELETE', url: urlOf(path) }, 'possible'),
  };
}

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Whether nobody on the way can read the token: TLS, or a server on this machine. */
function isPrivate(text: string): boolean {
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || LOOPBACK.has(hostname);
}

const unsafeAddress: StepFailure = {
  kind: 'rejected',
  error: appError('PLATFORM_NOT_CONFIGURED', { platform: 'Meta', reason: 'its address has to begin with https' }),
};

function noAnswer(kind: 'not_sent' | 'unknown', reason: string, effect: 'possible' | 'none'): StepFailure {
  if (kind === 'unknown' && effect === 'possible') {
    return { kind: 'unknown', error: appError('OUTCOME_UNKNOWN', { platform: 'Meta' }) };
  }
  return { kind: 'retry', error: appError('PLATFORM_UNREACHABLE', { platform: 'Meta', reason }), afterMs: 0 };
}
