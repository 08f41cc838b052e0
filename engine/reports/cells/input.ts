import type { BanditResult, ExploreCellBoard, Proof, WorkspaceStatus } from '../../contract/index.ts';
import type { Instant } from '../../core/index.ts';

interface Sheet {
  readonly status: WorkspaceStatus;
  /** Proofs of the numbers in the report. */
  readonly proofs: readonly Proof[];
  readonly generatedAt: Instant;
  /** IANA zone the instants are written in. */
  readonly zone: string;
  /** The Inter variable font (woff2, base64) to carry along; the reader's own sans-serif otherwise. */
  readonly fontBase64?: string;
}

/** What the report on RL Insights is made of: every cell that was started. All text in it comes out escaped. */
export interface BanditsReportInput extends Sheet {
  readonly results: readonly BanditResult[];
}

/** What the report on explore cells is made of. */
export interface CellsReportInput extends Sheet {
  readonly board: ExploreCellBoard;
}
