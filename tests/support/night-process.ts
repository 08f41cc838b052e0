/**
 * Records the nights of three cells into the tables in a folder, for the kill test. It may be killed at any moment.
 *   tsx tests/support/night-process.ts <folder> <template>
 */
import { ok } from '../../engine/core/index.ts';
import { openOps } from '../../engine/store/ops/index.ts';
import { systemClock } from '../../main/ports.ts';
import { createBanditNights } from '../../main/services/bandit-nights.ts';
import { NIGHT_CELLS, nightHistory, nightsOfCells } from './night-cells.ts';

const [dir = '', template = ''] = process.argv.slice(2);

const opened = await openOps({ dir, template, history: await nightHistory() });
if (!opened.ok) throw new Error(opened.error.message);
process.send?.('open');
const run = await createBanditNights({
  cache: nightsOfCells(90),
  spine: { state: { cells: new Map(NIGHT_CELLS.map((cell) => [cell.design.key, cell])) } },
  ops: { get: async () => ok(opened.value) },
  clock: systemClock,
  zone: 'UTC',
}).record({}, { onProgress: ({ message }) => void process.send?.(message) });
if (!run.ok) throw new Error(run.error.message);
await opened.value.store.close();
process.exit(0);
