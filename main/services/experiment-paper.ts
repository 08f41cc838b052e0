import type {
  ExperimentList,
  ExperimentRecord,
  ExperimentResult,
  Proof,
  WorkspaceStatus,
} from '../../engine/contract/index.ts';
import { ok, type Result } from '../../engine/core/index.ts';
import { type ExperimentsReportInput, experimentProofRefs } from '../../engine/reports/index.ts';
import type { Host } from '../host.ts';
import { collected, reportFont } from './report-file.ts';

export interface ExperimentNeeds {
  readonly host: Pick<Host, 'clock' | 'resources'>;
  readonly experiments: {
    readonly list: () => Promise<Result<ExperimentList>>;
    readonly result: (key: string) => Promise<Result<ExperimentResult>>;
    /** Proofs of numbers of one experiment, kept. */
    readonly prove: (record: ExperimentRecord, refs: readonly string[]) => Promise<Result<readonly Proof[]>>;
  };
  readonly status: () => Promise<Result<WorkspaceStatus>>;
}

/** Everything the report on experiments is made of: all of them but drafts. Errors: those of its reads. */
export async function experimentPaper(needs: ExperimentNeeds): Promise<Result<ExperimentsReportInput>> {
  const { host, experiments } = needs;
  const [list, status] = await Promise.all([experiments.list(), needs.status()]);
  if (!list.ok) return list;
  if (!status.ok) return status;
  const begun = list.value.experiments.filter((row) => row.status !== 'draft');
  const results = await collected(begun, ({ key }) => experiments.result(key));
  if (!results.ok) return results;
  const proofs = await collected(results.value, (result) =>
    experiments.prove(result.read.experiment, experimentProofRefs(result)),
  );
  if (!proofs.ok) return proofs;
  return ok({
    results: results.value,
    drafts: list.value.experiments.length - begun.length,
    status: status.value,
    proofs: proofs.value.flat(),
    generatedAt: host.clock.now(),
    zone: status.value.zone,
    fontBase64: await reportFont(host),
  });
}
