/**
 * One life of the workbench's sync for the kill test: opens the journal in a folder, runs the outbox against a Meta
 * fake and a Postgres, and leaves when everything rests. It may be killed at any moment.
 *   tsx tests/support/sync-process.ts <folder> <metaUrl> <postgresUrl>
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { authorizeAction } from '../../engine/approvals/index.ts';
import { nodeJournalFile, openJournal } from '../../engine/store/journal/index.ts';
import { openSpine } from '../../engine/store/spine.ts';
import { systemNet } from '../../main/net.ts';
import { systemClock, systemRandom } from '../../main/ports.ts';
import { createOutbox, isAtRest } from '../../sync/outbox/index.ts';
import { createMeta } from '../../sync/platforms/meta/index.ts';
import { createProduction } from '../../sync/platforms/production/index.ts';
import { createPostgres } from '../../sync/postgres/index.ts';
import { KILL_TIMING } from './kill-timing.ts';

const [folder = '', metaUrl = '', postgresUrl = ''] = process.argv.slice(2);

async function main(): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = await nodeJournalFile(join(folder, 'journal.ndjson'));
  const journal = await openJournal({ file, clock: systemClock });
  if (!journal.ok) throw new Error(journal.error.message);
  const opened = openSpine({ journal: journal.value, clock: systemClock });
  if (!opened.ok) throw new Error(opened.error.message);
  const spine = opened.value;
  const remote = createPostgres({ url: postgresUrl });
  const meta = createMeta({
    net: systemNet,
    millis: () => systemClock.millis(),
    baseUrl: metaUrl,
    apiVersion: 'v25.0',
    token: 'test-token',
    timeoutMs: KILL_TIMING.timeoutMs,
  });
  const { workspaceId } = spine.state;
  if (workspaceId === null) throw new Error('the journal has no workspace');
  const production = createProduction({ store: remote, workspaceId, now: () => systemClock.now() });
  const outbox = createOutbox({
    spine,
    clock: systemClock,
    random: systemRandom,
    platforms: (name) => ({ ok: true, value: name === 'meta' ? meta : production }),
    remote: () => ({ ok: true, value: remote }),
    authorize: (state, action) => authorizeAction(state, action, systemClock.now()),
    log: { info: () => {}, warn: (fields, message) => console.error(message, JSON.stringify(fields)) },
    timing: KILL_TIMING.outbox,
  });
  const stop = new AbortController();
  const done = (): boolean =>
    [...spine.state.actions.values()].every((record) => isAtRest(record.state)) &&
    outbox.status().remote.state === 'online';
  const looping = outbox.runLoop({ signal: stop.signal });
  process.send?.('ready');
  for (;;) {
    const pause = new Promise((resolve) => setTimeout(resolve, 20));
    await pause;
    if (!done()) continue;
    const { remoteSeq } = await outbox.runOnce();
    if (remoteSeq === spine.head.seq && done()) break;
  }
  stop.abort();
  await looping;
  await remote.close();
  await spine.close();
}

await main();
process.exit(0);
