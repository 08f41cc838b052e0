import type {
  ActionPayload,
  DryRun,
  PlatformName,
  PlatformObjectKind,
  ProposedPayload,
} from '../../engine/contract/index.ts';
import type { AppError, Result, Uuid } from '../../engine/core/index.ts';

/** One thing to make, change or delete on a platform, in order. `campaign` before `adset` before `ad`. */
export type StepName = string;

/** What came of one request. `unknown`: it may have had its effect; read back before anything else. */
export type StepOutcome =
  | { readonly kind: 'done'; readonly platformId: string }
  | { readonly kind: 'rejected'; readonly error: AppError }
  /** Certainly without effect; try again after `afterMs`. */
  | { readonly kind: 'retry'; readonly error: AppError; readonly afterMs: number }
  | { readonly kind: 'unknown'; readonly error: AppError };

export type StepFailure = Exclude<StepOutcome, { readonly kind: 'done' }>;

/** Ids the platform has given so far, by step. */
export type Made = Readonly<Record<StepName, string>>;

/**
 * What each platform must honour, an ad platform as well as the production database; `tests/…/platform.contract.ts` runs against every implementation.
 * No method retries by itself: the outbox decides.
 */
export interface Platform {
  readonly name: PlatformName;
  /** Pure: the exact requests and the local checks of them. */
  plan(payload: ProposedPayload, actionId: Uuid): DryRun;
  /** Steps of an action in the order they are to be done. */
  steps(payload: ActionPayload): readonly StepName[];
  /** Steps whose ids this one needs in its request; it can be validated once they are made. */
  needs(payload: ActionPayload, step: StepName): readonly StepName[];
  /** The platform's own dry run of one step (`validate_only`); makes nothing. */
  validate(payload: ActionPayload, actionId: Uuid, step: StepName, made: Made): Promise<Result<void, StepFailure>>;
  /** Does one step once. Whatever it makes carries the action id: in its name, or as a key. */
  perform(payload: ActionPayload, actionId: Uuid, step: StepName, made: Made): Promise<StepOutcome>;
  /** Ids of the live objects that carry the action id for this step. */
  findByAction(payload: ActionPayload, actionId: Uuid, step: StepName): Promise<Result<readonly string[]>>;
  /** State of the world the plan was made from, read now; compared with the proposal's `before`. */
  readBefore(payload: ActionPayload): Promise<Result<Readonly<Record<string, import('zod').core.util.JSONType>>>>;
  /** What the platform holds for the action now, for the receipt. */
  readBack(payload: ActionPayload, actionId: Uuid, made: Made): Promise<Result<ReadBack>>;
}

export interface ReadBack {
  readonly objects: readonly {
    readonly kind: PlatformObjectKind;
    readonly platformId: string;
    readonly status: string;
  }[];
  /** null where nothing spends. */
  readonly dailyBudgetMinor: number | null;
  /** Canonical JSON of what was read, hashed into the receipt. */
  readonly evidence: string;
}

/** @throws Error: an action was brought to a platform that is not its own. */
export const strangePayload = (name: PlatformName, payload: ActionPayload): Error =>
  new Error(`${payload.kind} is not an action of ${name}`);
