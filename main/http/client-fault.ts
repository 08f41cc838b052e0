import { STATUS_CODES } from 'node:http';
import { type AppError, appError, type ErrorCode } from '../../engine/core/index.ts';
import { COMMON_HEADERS, errorBody, statusOf } from './reply.ts';

/** Faults that Node's parser names, in our codes; any other is a request that is no HTTP. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
};

/** What is said of a fault of Node's parser. */
export const faultError = (fault: Error): AppError =>
  appError(CODES['code' in fault && typeof fault.code === 'string' ? fault.code : ''] ?? 'REQUEST_MALFORMED');

/** The whole answer to what never became a request, as it goes over the line; the connection ends with it. */
export function faultResponse(error: AppError): string {
  const body = JSON.stringify(errorBody(error));
  const headers = {
    ...COMMON_HEADERS,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([header, value]) => `${header}: ${value}`);
  const status = statusOf(error);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n');
}
