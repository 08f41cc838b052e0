import type { Net, NetFailure } from '../engine/core/index.ts';

/**
 * Faults that come before the first byte of the request is on its way: name not found, connection refused, no route,
 * connecting took too long, certificate not accepted.
 */
const BEFORE_SENDING: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_INVALID_URL',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** The codes of an error and of what caused it; of an aggregate (one attempt per address), the codes of all attempts. */
function codesOf(thrown: unknown): readonly string[] {
  if (!(thrown instanceof Error)) return [];
  if (thrown instanceof AggregateError && thrown.errors.length > 0) return thrown.errors.flatMap(codesOf);
  if ('code' in thrown && typeof thrown.code === 'string') return [thrown.code];
  return codesOf(thrown.cause);
}

/** Whether a request that failed may have reached the server. Anything not known to have failed before is `unknown`. */
export function failureOf(thrown: unknown): NetFailure {
  const codes = codesOf(thrown);
  const notSent = codes.length > 0 && codes.every((code) => BEFORE_SENDING.has(code));
  const name = thrown instanceof Error ? thrown.name : 'failed';
  return { kind: notSent ? 'not_sent' : 'unknown', reason: codes[0] ?? name };
}

/**
 * The network over `fetch`. Redirects are not followed: a request goes where it was meant to go, or nowhere.
 * A failure's reason is a code, never a URL: URLs can hold tokens.
 */
export const systemNet: Net = {
  async send(request, signal) {
    if (signal?.aborted) return { ok: false, error: { kind: 'not_sent', reason: 'cancelled' } };
    const timeout = AbortSignal.timeout(request.timeoutMs);
    try {
      const response = await fetch(request.url, {
        method: request.method,
        headers: request.headers,
        redirect: 'manual',
        signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
        ...(request.body === undefined ? {} : { body: request.body }),
      });
      const body = await response.text();
      return { ok: true, value: { status: response.status, headers: Object.fromEntries(response.headers), body } };
    } catch (thrown) {
      if (timeout.aborted) return { ok: false, error: { kind: 'unknown', reason: 'timeout' } };
      if (signal?.aborted) return { ok: false, error: { kind: 'unknown', reason: 'cancelled' } };
      return { ok: false, error: failureOf(thrown) };
    }
  },
};
