import { join } from 'node:path';
import type { ApprovalPorts } from '../../engine/approvals/index.ts';
import { appError, err, ok, type Result } from '../../engine/core/index.ts';
import type { CacheClient } from '../../engine/store/cache/types.ts';
import { lazily } from '../lazily.ts';
import { createCellReads } from './cell-reads.ts';

/** Does a piece of work with the ports of approvals; they come when they are first needed. */
export type WithPorts = <T>(work: (ports: ApprovalPorts) => Promise<Result<T>> | Result<T>) => Promise<Result<T>>;

type Needs = Pick<
  ApprovalPorts,
  'spine' | 'session' | 'keyring' | 'clock' | 'random' | 'readTest' | 'freshness' | 'prove' | 'target' | 'plan'
> & {
  readonly cache: Pick<CacheClient, 'experimentRead' | 'banditRead' | 'cellSpend'>;
  /** Folder of the policies. */
  readonly resources: string;
};

export function createApprovalPorts({ cache, resources, ...given }: Needs): WithPorts {
  const { spine } = given;
  const ports = lazily(async (): Promise<Result<ApprovalPorts>> => {
    // Loaded with the first decision: compiling the policy engine takes time the window should not wait for.
    const { loadPolicies } = await import('../../engine/guardrails/policies.ts');
    const policies = await loadPolicies(join(resources, 'policies'));
    if (!policies.ok) return policies;
    return ok({
      ...given,
      policies: policies.value,
      readExperiment: async (key: string) => {
        const experiment = spine.state.experiments.get(key);
        return experiment === undefined
          ? err(appError('NOT_FOUND', { what: 'Experiment', id: key }))
          : cache.experimentRead({ experiment });
      },
      ...createCellReads(cache, spine),
    });
  });
  return async (work) => {
    const opened = await ports();
    return opened.ok ? work(opened.value) : opened;
  };
}
