import { z } from 'zod';

/** A request as it reaches the server. Header names in lower case; `path` without host and query. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Params = Readonly<Record<string, unknown>>;

export const paramsSchema = z.record(z.string(), z.unknown());

export interface MetaFault {
  readonly status: number;
  readonly code: number;
  readonly subcode?: number;
  readonly message: string;
  readonly transient?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

export const jsonResponse = (body: unknown, status = 200): WireResponse => ({
  status,
  headers: { 'content-type': 'application/json; charset=UTF-8' },
  body: JSON.stringify(body),
});

/** An error in Meta's body form. */
export function errorResponse(fault: MetaFault): WireResponse {
  const error = {
    message: fault.message,
    type: 'OAuthException',
    code: fault.code,
    ...(fault.subcode !== undefined && { error_subcode: fault.subcode }),
    is_transient: fault.transient ?? false,
    fbtrace_id: 'AFakeTraceIdOfTheTest',
  };
  const response = jsonResponse({ error }, fault.status);
  return { ...response, headers: { ...response.headers, ...fault.headers } };
}

export const invalidParameter = (message: string, subcode?: number): MetaFault => ({
  status: 400,
  code: 100,
  ...(subcode !== undefined && { subcode }),
  message: `(#100) ${message}`,
});
