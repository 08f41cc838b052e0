import type { Action, PlatformName } from '../../engine/contract/index.ts';
import type { Clock, Random, Result } from '../../engine/core/index.ts';
import type { SpineState } from '../../engine/store/journal/state.ts';
import type { Spine } from '../../engine/store/journal/types.ts';
import type { Platform } from '../platforms/contract.ts';
import type { RemoteStore } from '../postgres/types.ts';
import type { Link } from './link.ts';
import type { Timing } from './timing.ts';

/** Where sync says what it does; never tokens, never personal data. pino's logger fits. */
export interface SyncLog {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/**
 * Whether the action may go out in this state of the spine: signatures, four eyes, expiry, caps, kill switch. Asked
 * before anything is prepared and again in the same transaction that journals each request.
 */
export type Authorize = (state: SpineState, action: Action) => Result<void>;

export interface OutboxPorts {
  readonly spine: Spine;
  /** Asked anew each time, so that a connection changed in the settings is used at once. */
  readonly platforms: (name: PlatformName) => Result<Platform>;
  /** Asked anew each time, like `platforms`. */
  readonly remote: () => Result<RemoteStore>;
  readonly authorize: Authorize;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: SyncLog;
}

export interface OutboxContext extends OutboxPorts {
  readonly timing: Timing;
  readonly remoteLink: Link;
  /** The production database is one line out, whatever goes over it. */
  readonly platformLinks: Readonly<Record<PlatformName, Link>>;
  /** Step validations that passed in this run, as `actionId/step`. */
  readonly validated: Set<string>;
  /** True once the loop was told to end: what is under way is finished, nothing new is begun. */
  readonly halted: () => boolean;
  /** Last audit entry the remote was seen to hold in this run. */
  readonly delivered: { seq: number };
}

/** What one handler came to: go on with the action, leave it for now, or leave its platform for now. */
export type Flow = 'continue' | 'leave' | 'leave_platform';
