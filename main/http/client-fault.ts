import { STATUS_CODES } from 'node:http';
import { appError, type ErrorCode } from '../../engine/core/index.ts';
import { COMMON_HEADERS, errorBody, statusOf } from './reply.ts';

/** Faults that Node's parser names, in our codes; any other is a request that is no HTTP. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
};

/** The whole answer to what never became a request, as it goes over the line; the connection ends with it. */
export function faultResponse(fault: Error): string {
  const name = 'code' in fault && typeof fault.code === 'string' ? fault.code : '';
  const error = appError(CODES[name] ?? 'REQUEST_MALFORMED');
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
