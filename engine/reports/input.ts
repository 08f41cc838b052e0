import type {
  CreativeTest,
  CreativeTestList,
  CreativeTogether,
  Proof,
  ProposalView,
  WorkspaceStatus,
} from '../contract/index.ts';
import type { Instant } from '../core/index.ts';

/** What the creative report is made of. All text in it comes out escaped. */
export interface CreativeReportInput {
  readonly list: CreativeTestList;
  /** Tests shown in detail, in this order: winners and those in review, as many as the caller wants on paper. */
  readonly tests: readonly CreativeTest[];
  /** All tests read as one family. */
  readonly together: CreativeTogether;
  readonly status: WorkspaceStatus;
  readonly proposals: readonly ProposalView[];
  /** Proofs of the numbers in the report: see `reportProofRefs`. */
  readonly proofs: readonly Proof[];
  readonly generatedAt: Instant;
  /** IANA zone the instants are written in. */
  readonly zone: string;
  /** The Inter variable font (woff2, base64) to carry along; the reader's own sans-serif otherwise. */
  readonly fontBase64?: string;
}
