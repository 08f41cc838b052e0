import { z } from 'zod';
import { appError, type NetResponse } from '../../../engine/core/index.ts';
import type { StepFailure } from '../contract.ts';
import { regainMs } from './usage.ts';

export const metaErrorSchema = z.object({
  error: z
    .object({
      message: z.string().default(''),
      code: z.number().int(),
      error_subcode: z.number().int().optional(),
      is_transient: z.boolean().optional(),
      error_user_msg: z.string().optional(),
    })
    .loose(),
});
export type MetaError = z.infer<typeof metaErrorSchema>['error'];

export type ErrorClass = 'throttled' | 'budget_changes' | 'auth' | 'passing' | 'rejected';

const THROTTLED = new Set([4, 17, 32, 613]);
const AUTH = new Set([102, 190]);
const PASSING = new Set([1, 2]);
/** More than four budget changes of one ad set in an hour: blocked for an hour. */
const BUDGET_CHANGES = 1_487_632;

const DEFAULT_WAIT_MS = 60_000;
const BUDGET_WAIT_MS = 3_600_000;

/**
 * Class of a coded Meta error. Everything that is not known to pass is for a person: invalid parameter (100),
 * permission (10, 200–299, 294), policy block (368), retired version (2635). Source: Marketing API error reference.
 */
export function classOf(error: MetaError): ErrorClass {
  if (error.error_subcode === BUDGET_CHANGES) return 'budget_changes';
  if (THROTTLED.has(error.code) || (error.code >= 80_000 && error.code <= 80_014)) return 'throttled';
  if (AUTH.has(error.code)) return 'auth';
  if (PASSING.has(error.code) || error.is_transient === true) return 'passing';
  return 'rejected';
}

const codeText = (error: MetaError): string =>
  error.error_subcode === undefined ? String(error.code) : `${error.code}/${error.error_subcode}`;

const limited = (waitMs: number): StepFailure => ({
  kind: 'retry',
  error: appError('PLATFORM_RATE_LIMITED', { platform: 'Meta', seconds: Math.ceil(waitMs / 1_000) }),
  afterMs: waitMs,
});

const fault = (reason: string): StepFailure => ({
  kind: 'retry',
  error: appError('PLATFORM_FAULT', { platform: 'Meta', reason }),
  afterMs: 0,
});

const unknown: StepFailure = { kind: 'unknown', error: appError('OUTCOME_UNKNOWN', { platform: 'Meta' }) };

export function parsedBody(response: NetResponse): unknown {
  try {
    return JSON.parse(response.body);
  } catch {
    return undefined;
  }
}

/**
 * What an answer that is no success means. `effect: 'possible'` is a write: a passing error or an answer that can not
 * be read may have had its effect. `effect: 'none'` is a read or a dry run: it is simply tried again.
 */
export function outcomeOf(
  response: NetResponse,
  opts: { readonly effect: 'possible' | 'none'; readonly now: number },
): StepFailure {
  const coded = metaErrorSchema.safeParse(parsedBody(response));
  const doubtful = (reason: string) => (opts.effect === 'possible' ? unknown : fault(reason));
  if (!coded.success) {
    if (response.status === 429) return limited(regainMs(response, opts.now) ?? DEFAULT_WAIT_MS);
    return doubtful(`an answer that can not be read (HTTP ${response.status})`);
  }
  const { error } = coded.data;
  switch (classOf(error)) {
    case 'throttled':
      return limited(regainMs(response, opts.now) ?? DEFAULT_WAIT_MS);
    case 'budget_changes':
      return limited(BUDGET_WAIT_MS);
    case 'auth':
      return { kind: 'rejected', error: appError('PLATFORM_AUTH', { platform: 'Meta', code: codeText(error) }) };
    case 'passing':
      return doubtful(`code ${codeText(error)}`);
    case 'rejected': {
      if (response.status >= 500) return doubtful(`code ${codeText(error)}, HTTP ${response.status}`);
      const reason = (error.error_user_msg ?? error.message).replace(/[.\s]+$/, '');
      return {
        kind: 'rejected',
        error: appError('PLATFORM_REJECTED', { platform: 'Meta', reason, code: codeText(error) }),
      };
    }
  }
}
