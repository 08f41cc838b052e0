import type {
  BanditRead,
  CreativeTest,
  DatasetFreshness,
  DryRun,
  ExperimentRead,
  Proof,
  ProposedPayload,
} from '../contract/index.ts';
import type { Clock, Money, Random, Result, Uuid } from '../core/index.ts';
import type { Policies } from '../guardrails/index.ts';
import type { Keyring, Session } from '../members/index.ts';
import type { Spine } from '../store/journal/index.ts';

/** Where the ads of a workspace go; empty ids mean that it is not set up yet. */
export interface PublishTarget {
  readonly accountId: string;
  readonly pageId: string;
  readonly currency: string;
}

/** What approvals need from the rest of the workbench. */
export interface ApprovalPorts {
  readonly spine: Spine;
  readonly session: Session;
  readonly keyring: Keyring;
  readonly policies: Policies;
  readonly clock: Clock;
  readonly random: Random;
  readonly readTest: (testId: string) => Promise<Result<CreativeTest>>;
  /** An experiment as its data say it now, with its verdict. */
  readonly readExperiment: (key: string) => Promise<Result<ExperimentRead>>;
  /** A cell as its data say it now, with its arms. */
  readonly readBandit: (cell: string) => Promise<Result<BanditRead>>;
  /** What a cell has spent since its first day, in the reporting currency; null when it can't be told. */
  readonly cellSpent: (cell: string) => Promise<Result<Money | null>>;
  readonly freshness: () => Promise<Result<readonly DatasetFreshness[]>>;
  /** The proof of a number, made now. */
  readonly prove: (ref: string) => Promise<Result<Proof>>;
  readonly target: () => PublishTarget;
  /** The platform's plan: pure, works offline. */
  readonly plan: (payload: ProposedPayload, actionId: Uuid) => DryRun;
}
