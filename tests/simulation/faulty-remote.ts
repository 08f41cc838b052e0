import { appError, err, type Random, type Result } from '../../engine/core/index.ts';
import type { RemoteStore } from '../../sync/postgres/types.ts';

export interface RemoteFaults {
  /** Share of calls that are lost, half of them after their effect. */
  share: number;
  /** Share of claims that are refused. */
  refusals: number;
  down: boolean;
  injected: number;
}

/** A remote database behind a bad line. */
export function faultyRemote(remote: RemoteStore, random: Random, faults: RemoteFaults): RemoteStore {
  const lost = (): Result<never> => {
    faults.injected += 1;
    return err(appError('REMOTE_UNREACHABLE', { reason: 'the simulation cut the line' }));
  };
  const through = async <T>(call: () => Promise<Result<T>>): Promise<Result<T>> => {
    if (faults.down) return lost();
    const fate = random.uniform();
    if (fate < faults.share / 2) return lost();
    const result = await call();
    return fate < faults.share ? lost() : result;
  };
  return {
    prepare: () => through(() => remote.prepare()),
    pushAudit: (workspaceId, entries, checkpoints) =>
      through(() => remote.pushAudit(workspaceId, entries, checkpoints)),
    lastAuditSeq: (workspaceId) => through(() => remote.lastAuditSeq(workspaceId)),
    checkpoints: (workspaceId) => through(() => remote.checkpoints(workspaceId)),
    claim(input) {
      if (!faults.down && random.uniform() < faults.refusals) {
        faults.injected += 1;
        return Promise.resolve(err(appError('REMOTE_REFUSED', { reason: 'the simulation refuses it' })));
      }
      return through(() => remote.claim(input));
    },
    record: (input) => through(() => remote.record(input)),
    writeDecision: (input) => through(() => remote.writeDecision(input)),
    decision: (workspaceId, actionId) => through(() => remote.decision(workspaceId, actionId)),
    flag: (workspaceId, key) => through(() => remote.flag(workspaceId, key)),
    arms: (workspaceId, cell) => through(() => remote.arms(workspaceId, cell)),
    close: () => remote.close(),
  };
}
