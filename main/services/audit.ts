import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Services } from '../../engine/api/index.ts';
import {
  auditEntryOf,
  type Checkpoint,
  readCheckpoints,
  verifyJournal,
  type Witness,
} from '../../engine/audit/index.ts';
import type { AuditVerification } from '../../engine/contract/index.ts';
import { type AppError, ok, type Result, type Uuid } from '../../engine/core/index.ts';
import type { Spine } from '../../engine/store/journal/index.ts';
import type { LazyOps } from '../../engine/store/ops/index.ts';
import type { Layout } from '../../engine/workspace/index.ts';
import type { Endpoints } from './endpoints.ts';

/** What the production database knows of the chain; null when it is not connected or can not be asked. */
export type RemoteWitness = () => Promise<{ readonly checkpoints: readonly Checkpoint[]; readonly seq: number } | null>;

interface Needs {
  readonly layout: Layout;
  readonly spine: Spine;
  readonly ops: LazyOps;
  readonly remote: RemoteWitness;
}

/** What the remote says of the chain of a workspace. */
export const remoteWitness =
  (endpoints: Pick<Endpoints, 'remote'>, workspaceId: Uuid): RemoteWitness =>
  async () => {
    const remote = endpoints.remote();
    if (!remote.ok) return null;
    const [seq, checkpoints] = await Promise.all([
      remote.value.lastAuditSeq(workspaceId),
      remote.value.checkpoints(workspaceId),
    ]);
    return seq.ok && checkpoints.ok ? { seq: seq.value, checkpoints: checkpoints.value } : null;
  };

const keysOf = (spine: Spine | null): ReadonlyMap<string, string> =>
  new Map([...(spine?.state.members.values() ?? [])].map(({ id, publicKey }) => [id, publicKey]));

const textOf = async (path: string): Promise<string> => (existsSync(path) ? readFile(path, 'utf8') : '');

/** Verifies the files of a workspace, also one whose journal can not be opened. */
export async function verifyFiles(
  layout: Layout,
  opts: {
    readonly spine: Spine | null;
    readonly witnesses: readonly Witness[];
    readonly remoteCheckpoints: readonly Checkpoint[] | null;
  },
): Promise<AuditVerification> {
  const checkpoints = readCheckpoints(await textOf(layout.checkpoints));
  const journal = existsSync(layout.journal) ? new Uint8Array(await readFile(layout.journal)) : new Uint8Array();
  const { witnesses, remoteCheckpoints } = opts;
  return verifyJournal({ journal, checkpoints, remoteCheckpoints, witnesses, keys: keysOf(opts.spine) });
}

/** The tables would not open because they know another journal: no chain is whole that they contradict. */
function contradicted(verification: AuditVerification, { detail }: AppError): AuditVerification {
  if (!verification.passed) return verification;
  const seq = Number(detail.seq);
  const kind = seq > verification.entries ? 'truncated' : 'forked';
  const message = `The local tables know another journal: ${detail.reason}.`;
  return { ...verification, passed: false, problem: { seq, kind, message } };
}

export function createAudit({ layout, spine, ops, remote }: Needs): Services['audit'] {
  const localWitness = async (): Promise<Result<readonly Witness[]>> => {
    const opened = await ops.get();
    if (!opened.ok) return opened;
    const { seq, hash } = opened.value.store.cursor;
    return ok([{ name: 'the local tables', seq, hash: seq === 0 ? null : hash }]);
  };

  return {
    list: async ({ before, limit }) => {
      const opened = await ops.get();
      if (!opened.ok) return opened;
      const caught = await opened.value.store.catchUp();
      if (!caught.ok) return caught;
      const entries = await opened.value.store.auditEntries({ before: before ?? null, limit });
      return ok(entries.map((entry) => auditEntryOf(entry, spine.state)));
    },
    verify: async () => {
      const local = await localWitness();
      if (!local.ok && local.error.code !== 'JOURNAL_CORRUPT') return local;
      const witnessed = await remote();
      const production =
        witnessed === null ? [] : [{ name: 'the production database', seq: witnessed.seq, hash: null }];
      const verification = await verifyFiles(layout, {
        spine,
        witnesses: [...(local.ok ? local.value : []), ...production],
        remoteCheckpoints: witnessed?.checkpoints ?? null,
      });
      return ok(local.ok ? verification : contradicted(verification, local.error));
    },
  };
}
