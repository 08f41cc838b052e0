import type {
  Action,
  ActionState,
  Approval,
  Caps,
  ExperimentRecord,
  ExploreCellRecord,
  Load,
  Member,
  Proof,
  Proposal,
  ProposalState,
  Receipt,
} from '../../contract/index.ts';
import type { AppError, Day, Instant, Uuid } from '../../core/index.ts';

export interface ProposalRecord {
  readonly proposal: Proposal;
  /** `expired` is not recorded: it follows from `expiresAt` and the clock. */
  readonly state: Exclude<ProposalState, 'expired'>;
  readonly signature: string;
  readonly approvals: readonly Approval[];
  readonly decision: { readonly by: string; readonly at: Instant; readonly reason: string } | null;
  readonly actionId: Uuid | null;
}

export type StepPhase = 'started' | 'known' | 'not_done' | 'unknown' | 'adopted';

export interface StepRecord {
  readonly step: string;
  readonly phase: StepPhase;
  readonly platformId: string | null;
  readonly at: Instant;
}

export interface ActionRecord {
  readonly action: Action;
  readonly state: ActionState;
  readonly attempt: number;
  readonly failure: (Pick<AppError, 'message' | 'next' | 'detail'> & { readonly code: string }) | null;
  /** Latest record of each step, in the order the steps were first started. */
  readonly steps: readonly StepRecord[];
  readonly receipt: Receipt | null;
  readonly changedAt: Instant;
}

/** A flag somebody has turned on or off. A flag that is not here is off. */
export interface FlagRecord {
  readonly key: string;
  readonly enabled: boolean;
  readonly note: string;
  readonly changedAt: Instant;
}

/** An arm that was looked at and left as it is. */
export interface KeptArm {
  readonly id: Uuid;
  readonly cell: string;
  readonly arm: string;
  readonly reason: string;
  /** Last day of the data it rests on. */
  readonly dataThrough: Day;
  readonly decidedAt: Instant;
  readonly by: string;
}

/** The spine as it stands after the last journal entry: what commands decide on. */
export interface SpineState {
  readonly seq: number;
  readonly workspaceId: Uuid | null;
  readonly name: string;
  readonly members: ReadonlyMap<Uuid, Member>;
  readonly loads: ReadonlyMap<Uuid, Load>;
  readonly proposals: ReadonlyMap<Uuid, ProposalRecord>;
  readonly proofs: ReadonlyMap<string, Proof>;
  readonly actions: ReadonlyMap<Uuid, ActionRecord>;
  /** By key, in the order they were first written down. */
  readonly experiments: ReadonlyMap<string, ExperimentRecord>;
  /** Explore cells by key, in the order they were first planned. */
  readonly cells: ReadonlyMap<string, ExploreCellRecord>;
  /** By id, oldest first. */
  readonly keptArms: ReadonlyMap<Uuid, KeptArm>;
  readonly flags: ReadonlyMap<string, FlagRecord>;
  readonly killSwitch: { readonly on: boolean; readonly reason: string };
  readonly caps: Caps | null;
  readonly checkpoints: readonly {
    readonly seq: number;
    readonly head: string;
    readonly signature: string;
    readonly keyId: Uuid;
  }[];
}
