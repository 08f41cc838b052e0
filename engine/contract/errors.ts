import { z } from 'zod';
import { ERROR_TABLE, type ErrorCode, isErrorCode } from '../core/index.ts';
import { detailSchema } from './primitives.ts';

const STATUS: Partial<Record<ErrorCode, number>> = {
  NOT_FOUND: 404,
  PROOF_UNKNOWN: 404,
  SIGN_IN_REQUIRED: 401,
  PASSPHRASE_WRONG: 401,
  NOT_PERMITTED: 403,
  FOUR_EYES: 403,
  TOKEN_REFUSED: 401,
  HOST_REFUSED: 403,
  ORIGIN_REFUSED: 403,
  ROUTE_UNKNOWN: 404,
  METHOD_REFUSED: 405,
  REQUEST_TIMEOUT: 408,
  BODY_TOO_LARGE: 413,
  BODY_NOT_JSON: 415,
  BODY_MALFORMED: 400,
  REQUEST_MALFORMED: 400,
  RATE_LIMITED: 429,
  HEADERS_TOO_LARGE: 431,
  SERVER_CLOSING: 503,
  OPS_STORE_FAILED: 503,
  DESKTOP_ONLY: 501,
  INTERNAL: 500,
  DISK_FULL: 507,
};

const data = z.object({ next: z.string(), detail: detailSchema });

type ErrorEntry = { readonly status: number; readonly message: string; readonly data: typeof data };

const entry = (code: ErrorCode): ErrorEntry => ({
  status: STATUS[code] ?? 422,
  message: ERROR_TABLE[code].message,
  data,
});

const isComplete = (map: Partial<Record<ErrorCode, ErrorEntry>>): map is Record<ErrorCode, ErrorEntry> =>
  Object.keys(ERROR_TABLE).every((code) => Object.hasOwn(map, code));

function buildErrorMap(): Record<ErrorCode, ErrorEntry> {
  const map: Partial<Record<ErrorCode, ErrorEntry>> = {};
  for (const code of Object.keys(ERROR_TABLE)) if (isErrorCode(code)) map[code] = entry(code);
  if (!isComplete(map)) throw new Error('the error table is incomplete');
  return map;
}

/** The closed error table in the form the contract wants: one entry a code. */
export const errorMap = buildErrorMap();
