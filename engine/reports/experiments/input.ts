import type { ExperimentResult, Proof, WorkspaceStatus } from '../../contract/index.ts';
import type { Instant } from '../../core/index.ts';

/** What the report on experiments is made of. All text in it comes out escaped. */
export interface ExperimentsReportInput {
  /** Every experiment that is no draft, in the order of the list. */
  readonly results: readonly ExperimentResult[];
  /** How many drafts there are beside them. */
  readonly drafts: number;
  readonly status: WorkspaceStatus;
  /** Proofs of the numbers in the report: see `experimentProofRefs`. */
  readonly proofs: readonly Proof[];
  readonly generatedAt: Instant;
  /** IANA zone the instants are written in. */
  readonly zone: string;
  /** The Inter variable font (woff2, base64) to carry along; the reader's own sans-serif otherwise. */
  readonly fontBase64?: string;
}
