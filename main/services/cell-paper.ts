import type {
  BanditList,
  BanditResult,
  ExploreCellBoard,
  ExploreCellRecord,
  Proof,
  WorkspaceStatus,
} from '../../engine/contract/index.ts';
import { ok, type Result } from '../../engine/core/index.ts';
import {
  type BanditsReportInput,
  banditProofRefs,
  type CellsReportInput,
  cellProofRefs,
} from '../../engine/reports/index.ts';
import type { Host } from '../host.ts';
import { collected, reportFont } from './report-file.ts';

export interface CellNeeds {
  readonly host: Pick<Host, 'clock' | 'resources'>;
  readonly bandits: {
    readonly list: () => Promise<Result<BanditList>>;
    readonly read: (key: string) => Promise<Result<BanditResult>>;
    /** Proofs of numbers of one cell, kept. */
    readonly prove: (cell: ExploreCellRecord, refs: readonly string[]) => Promise<Result<readonly Proof[]>>;
  };
  readonly board: () => Promise<Result<ExploreCellBoard>>;
  readonly status: () => Promise<Result<WorkspaceStatus>>;
  readonly prove: (ref: string) => Promise<Result<Proof>>;
}

const sheetOf = async ({ host, status }: CellNeeds) => {
  const found = await status();
  if (!found.ok) return found;
  const [generatedAt, fontBase64] = [host.clock.now(), await reportFont(host)];
  return ok({ status: found.value, generatedAt, fontBase64, zone: found.value.zone });
};

/** Everything the report on RL Insights is made of: all cells that were started. Errors: those of its reads. */
export async function banditPaper(needs: CellNeeds): Promise<Result<BanditsReportInput>> {
  const [list, sheet] = await Promise.all([needs.bandits.list(), sheetOf(needs)]);
  if (!list.ok) return list;
  if (!sheet.ok) return sheet;
  const results = await collected(list.value.bandits, ({ key }) => needs.bandits.read(key));
  if (!results.ok) return results;
  const proofs = await collected(results.value, (result) =>
    needs.bandits.prove(result.read.cell, banditProofRefs(result)),
  );
  return proofs.ok ? ok({ ...sheet.value, results: results.value, proofs: proofs.value.flat() }) : proofs;
}

/** Everything the report on explore cells is made of. Errors: those of its reads. */
export async function cellPaper(needs: CellNeeds): Promise<Result<CellsReportInput>> {
  const [board, sheet] = await Promise.all([needs.board(), sheetOf(needs)]);
  if (!board.ok) return board;
  if (!sheet.ok) return sheet;
  const proofs = await collected(cellProofRefs(board.value), needs.prove);
  return proofs.ok ? ok({ ...sheet.value, board: board.value, proofs: proofs.value }) : proofs;
}
