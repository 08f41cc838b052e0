import type { Random } from '../../../engine/core/index.ts';
import type { FakeMeta } from './core.ts';
import { errorResponse, type WireRequest, type WireResponse } from './wire.ts';

/** What goes wrong with one request. */
export type Fault =
  | { readonly kind: 'none' }
  /** The connection is refused: certainly not sent. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'drop_before' }
  | { readonly kind: 'drop_after' }
  /** No answer in time, and the effect comes `delayMs` after the request. */
  | { readonly kind: 'late'; readonly delayMs: number }
  /** A proxy sends it twice. */
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'error_before'; readonly form: ErrorForm }
  | { readonly kind: 'error_after'; readonly form: ErrorForm }
  | { readonly kind: 'throttle'; readonly code: 17 | 613 | 80004; readonly minutes: number }
  | { readonly kind: 'token_expired' }
  /** Lists are this far behind. */
  | { readonly kind: 'stale'; readonly lagMs: number }
  /** The effect happens and the answer breaks off in the middle. */
  | { readonly kind: 'truncated' };

export type ErrorForm = 'html_502' | 'json_500' | 'code_1' | 'code_2';

export type FaultPlan = (request: WireRequest, index: number) => Fault;

export type Delivery =
  | { readonly kind: 'answer'; readonly response: WireResponse }
  /** Nothing comes back; it may have reached the server. */
  | { readonly kind: 'silence' }
  | { readonly kind: 'refused' };

export interface World {
  readonly now: number;
  /** Runs `effect` after `ms`. */
  readonly later: (ms: number, effect: (now: number) => void) => void;
}

/** Carries one request to the fake through one fault. */
export function deliverThrough(fake: FakeMeta, request: WireRequest, fault: Fault, world: World): Delivery {
  const handle = (lagMs = 0): WireResponse => fake.handle(request, world.now, lagMs);
  switch (fault.kind) {
    case 'none':
      return answer(handle());
    case 'refused':
      return { kind: 'refused' };
    case 'drop_before':
      return { kind: 'silence' };
    case 'drop_after':
      handle();
      return { kind: 'silence' };
    case 'late':
      world.later(fault.delayMs, (now) => void fake.handle(request, now));
      return { kind: 'silence' };
    case 'duplicate':
      handle();
      return answer(handle());
    case 'error_before':
      return answer(faultResponse(fault.form));
    case 'error_after':
      handle();
      return answer(faultResponse(fault.form));
    case 'throttle':
      return answer(throttled(fake, fault));
    case 'token_expired': {
      const message = 'Error validating access token: Session has expired';
      return answer(errorResponse({ status: 400, code: 190, subcode: 463, message }));
    }
    case 'stale':
      return answer(handle(fault.lagMs));
    case 'truncated': {
      const whole = handle();
      return answer({ ...whole, body: whole.body.slice(0, Math.floor(whole.body.length / 2)) });
    }
  }
}

const answer = (response: WireResponse): Delivery => ({ kind: 'answer', response });

function faultResponse(form: ErrorForm): WireResponse {
  switch (form) {
    case 'html_502':
      return { status: 502, headers: { 'content-type': 'text/html' }, body: '<html>Bad gateway</html>' };
    case 'json_500':
      return errorResponse({ status: 500, code: 2, message: 'Service temporarily unavailable', transient: true });
    case 'code_1':
      return errorResponse({ status: 400, code: 1, message: 'An unknown error occurred' });
    case 'code_2':
      return errorResponse({ status: 400, code: 2, message: 'An unexpected error has occurred', transient: true });
  }
}

function throttled(fake: FakeMeta, fault: Extract<Fault, { kind: 'throttle' }>): WireResponse {
  const usage = [
    {
      type: 'ads_management',
      call_count: 100,
      total_cputime: 40,
      total_time: 40,
      estimated_time_to_regain_access: fault.minutes,
      ads_api_access_tier: 'standard_access',
    },
  ];
  const subcode = { 17: 2_446_079, 613: 1_487_742, 80004: undefined }[fault.code];
  return errorResponse({
    status: fault.code === 613 ? 403 : 400,
    code: fault.code,
    ...(subcode !== undefined && { subcode }),
    message: `(#${fault.code}) There have been too many calls`,
    headers: { 'x-business-use-case-usage': JSON.stringify({ [fake.accountId]: usage }) },
  });
}

export const noFaults: FaultPlan = () => ({ kind: 'none' });

/** The given faults one after the other, then none. */
export function scripted(faults: readonly Fault[]): FaultPlan {
  const left = [...faults];
  return () => left.shift() ?? { kind: 'none' };
}

export interface SeededFaults {
  /** Share of requests with a fault, 0 to 1. */
  readonly share: number;
  /** Longest time after which a late request has its effect; below the outbox's settle time. */
  readonly maxLateMs: number;
  readonly maxLagMs: number;
  readonly duplicates: boolean;
}

const FORMS: readonly ErrorForm[] = ['html_502', 'json_500', 'code_1', 'code_2'];
const CODES = [17, 613, 80004] as const;

/** Random faults, the same for the same seed. Reads lag; only writes are sent twice. */
export function seededFaults(random: Random, options: SeededFaults): FaultPlan {
  const pick = <T>(items: readonly T[], fallback: T): T =>
    items[Math.floor(random.uniform() * items.length)] ?? fallback;
  return (request) => {
    if (random.uniform() >= options.share) return { kind: 'none' };
    const read = request.method === 'GET';
    const form = pick(FORMS, 'json_500');
    const faults: readonly Fault[] = [
      { kind: 'refused' },
      { kind: 'drop_before' },
      { kind: 'drop_after' },
      { kind: 'late', delayMs: Math.floor(random.uniform() * options.maxLateMs) },
      { kind: 'error_before', form },
      { kind: 'error_after', form },
      { kind: 'throttle', code: pick(CODES, 17), minutes: 1 + Math.floor(random.uniform() * 5) },
      { kind: 'truncated' },
      { kind: 'token_expired' },
      ...(read ? [{ kind: 'stale', lagMs: Math.floor(random.uniform() * options.maxLagMs) } as const] : []),
      ...(!read && options.duplicates ? [{ kind: 'duplicate' } as const] : []),
    ];
    return pick(faults, { kind: 'none' });
  };
}
