import { defaultCaps } from '../engine/approvals/index.ts';
import { appError, err, ok, type Result } from '../engine/core/index.ts';
import { diskFault } from '../engine/store/journal/disk-fault.ts';
import { nodeJournalFile, openJournal, type Spine } from '../engine/store/journal/index.ts';
import { openSpine } from '../engine/store/spine.ts';
import type { Layout, Settings } from '../engine/workspace/index.ts';
import type { Host } from './host.ts';

type Surroundings = Pick<Host, 'clock' | 'log'>;

/**
 * Opens the journal of a workspace and folds it; a new one begins with the workspace and its caps. Nothing stays open
 * when it fails: with JOURNAL_CORRUPT, DISK_FULL, JOURNAL_WRITE_FAILED, or WORKSPACE_INVALID for another workspace's
 * journal or a folder that can not be used.
 */
export async function openHistory(layout: Layout, settings: Settings, host: Surroundings): Promise<Result<Spine>> {
  const spine = await readHistory(layout, host);
  if (!spine.ok) return spine;
  const begun = await begin(spine.value, layout, settings);
  if (begun.ok) return spine;
  await spine.value.close();
  return begun;
}

/** A folder that can not be read or written, in the program's words. @throws `thrown` when it is no disk fault. */
export function folderFault(path: string, thrown: unknown): Result<never> {
  const { full, reason } = diskFault(thrown);
  return err(full ? appError('DISK_FULL') : appError('WORKSPACE_INVALID', { path, reason }));
}

async function readHistory(layout: Layout, { clock, log }: Surroundings): Promise<Result<Spine>> {
  const opened = await nodeJournalFile(layout.journal).then(ok, (thrown: unknown) =>
    folderFault(layout.journal, thrown),
  );
  if (!opened.ok) return opened;
  const file = opened.value;
  const journal = await openJournal({ file, clock });
  if (!journal.ok) {
    await file.close();
    return journal;
  }
  if (journal.value.cutBytes > 0) log.warn('torn tail of the journal set aside', { bytes: journal.value.cutBytes });
  const spine = openSpine({ journal: journal.value, clock });
  if (!spine.ok) await journal.value.close();
  return spine;
}

async function begin(spine: Spine, layout: Layout, settings: Settings): Promise<Result<unknown>> {
  return spine.transact(({ workspaceId }) => {
    if (workspaceId === settings.id) return ok([]);
    if (workspaceId !== null) {
      const reason = 'its journal belongs to another workspace';
      return err(appError('WORKSPACE_INVALID', { path: layout.settings, reason }));
    }
    return ok([
      { actor: 'system', event: { type: 'workspace.created', workspaceId: settings.id, name: settings.name } },
      { actor: 'system', event: { type: 'caps.set', caps: defaultCaps(settings.currency) } },
    ]);
  });
}
