/**
 * A process that writes to a journal as fast as it can until it is killed. `node --import tsx journal-writer.ts <folder>
 * [template]`: prints `ready`, then the seq of each acknowledged batch. With a template it also keeps the ops tables.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { nodeJournalFile } from '../../engine/store/journal/index.ts';
import { lockWorkspace } from '../../engine/store/lock.ts';
import { commit, testSpine } from './spine.ts';
import { approvedBatch, draft, load, opening, proposal, proposed } from './spine-events.ts';

const say = (word: string): void => void writeSync(1, `${word}\n`);

async function write(folder: string, template: string | undefined): Promise<never> {
  const lock = await lockWorkspace(join(folder, 'lock'));
  if (!lock.ok) throw new Error(lock.error.message);
  const spine = await testSpine(await nodeJournalFile(join(folder, 'journal', 'journal.ndjson')));
  if (spine.head.seq === 0) await commit(spine, opening());
  if (template !== undefined) {
    const { lazyOps } = await import('../../engine/store/ops/index.ts');
    const onTrouble = (error: unknown): void => say(`trouble ${String(error)}`);
    const ops = await lazyOps({ dir: join(folder, 'ops'), template, spine, onTrouble }).get();
    if (!ops.ok) throw new Error(ops.error.message);
    if (ops.value.rebuilt) say('rebuilt');
  }
  say('ready');
  for (;;) {
    const n = 1_000 * (1 + spine.head.seq);
    const subject = proposal(n, { actionN: n + 2, perDayMinor: 1 });
    const action = { actionId: subject.actionId, attempt: 1, failure: null };
    const loads = Array.from({ length: 12 }, (_, k) => draft({ type: 'load.recorded', load: load(n + 10 + k) }));
    for (const batch of [
      [proposed(subject)],
      approvedBatch(n + 1, subject),
      [draft({ type: 'action.state', ...action, state: 'dispatching' })],
      loads,
      [draft({ type: 'action.state', ...action, state: 'confirmed' })],
    ]) {
      await commit(spine, batch);
      say(String(spine.head.seq));
    }
  }
}

const [, , folder, template] = process.argv;
if (folder === undefined) throw new Error('a folder is needed');
await write(folder, template);
