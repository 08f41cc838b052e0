import type { ServerResponse } from 'node:http';
import { errorMap } from '../../engine/contract/index.ts';
import type { AppError } from '../../engine/core/index.ts';

/** A failure as it goes over HTTP. */
export interface ErrorBody {
  readonly code: string;
  readonly message: string;
  readonly next: string;
  readonly detail: AppError['detail'];
}

export const errorBody = ({ code, message, next, detail }: AppError): ErrorBody => ({ code, message, next, detail });

export const statusOf = ({ code }: AppError): number => errorMap[code].status;

/** What every answer says: it is not to be kept, nor taken for anything but what it says it is. */
export const COMMON_HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const;

/** Answers with JSON. `headers` come on top of those every answer has. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const text = JSON.stringify(body);
  // What is spread comes last: before other fields it would cost V8 11 a hidden class for every answer.
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...COMMON_HEADERS,
    ...headers,
  });
  response.end(text);
}

/** What a refusal says beside its body. */
function headersFor({ code, detail }: AppError): Record<string, string> {
  if (code === 'TOKEN_REFUSED') return { 'www-authenticate': 'Bearer' };
  if (code === 'METHOD_REFUSED') return { allow: String(detail.allowed) };
  if (code === 'RATE_LIMITED') return { 'retry-after': String(detail.seconds) };
  return {};
}

/** Answers with a coded failure. `close`: the connection ends with it, because the rest of the request is not read. */
export const sendError = (response: ServerResponse, error: AppError, close = false): void =>
  sendJson(response, statusOf(error), errorBody(error), {
    ...headersFor(error),
    ...(close ? { connection: 'close' } : {}),
  });
