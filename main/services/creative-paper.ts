import type { Services } from '../../engine/api/index.ts';
import type {
  CreativeTest,
  CreativeTestList,
  CreativeTogether,
  Proof,
  WorkspaceStatus,
} from '../../engine/contract/index.ts';
import { ok, type Result } from '../../engine/core/index.ts';
import { type CreativeReportInput, reportProofRefs } from '../../engine/reports/index.ts';
import type { Host } from '../host.ts';
import { collected, reportFont } from './report-file.ts';

/** Tests shown in detail on paper; the list has them all. */
const DETAILED = 12;

export interface CreativeNeeds {
  readonly host: Pick<Host, 'clock' | 'resources'>;
  readonly list: () => Promise<Result<CreativeTestList>>;
  readonly test: (testId: string) => Promise<Result<CreativeTest>>;
  readonly together: () => Promise<Result<CreativeTogether>>;
  readonly status: () => Promise<Result<WorkspaceStatus>>;
  readonly proposals: Services['approvals']['list'];
  readonly prove: (ref: string) => Promise<Result<Proof>>;
}

/** Everything the creative report is made of. Errors: those of its reads. */
export async function creativePaper(needs: CreativeNeeds): Promise<Result<CreativeReportInput>> {
  const { host } = needs;
  const [list, together, status, proposals] = await Promise.all([
    needs.list(),
    needs.together(),
    needs.status(),
    needs.proposals(),
  ]);
  if (!list.ok) return list;
  if (!together.ok) return together;
  if (!status.ok) return status;
  if (!proposals.ok) return proposals;
  const inReview = new Set(
    proposals.value.flatMap(({ state, proposal }) =>
      state === 'in_review' && proposal.payload.kind === 'creative.publish' ? [proposal.payload.testId] : [],
    ),
  );
  const chosen = [
    ...list.value.tests.filter(({ testId }) => inReview.has(testId)),
    ...list.value.tests.filter(({ testId, verdict }) => verdict === 'winner' && !inReview.has(testId)),
  ].slice(0, DETAILED);
  const tests = await collected(chosen, ({ testId }) => needs.test(testId));
  if (!tests.ok) return tests;
  const proofs = await collected(reportProofRefs(tests.value), needs.prove);
  if (!proofs.ok) return proofs;
  return ok({
    list: list.value,
    tests: tests.value,
    together: together.value,
    status: status.value,
    proposals: proposals.value,
    proofs: proofs.value,
    generatedAt: host.clock.now(),
    zone: status.value.zone,
    fontBase64: await reportFont(host),
  });
}
