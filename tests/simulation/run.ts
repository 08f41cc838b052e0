/** npm run simulate -- --seeds 1000 --from 1 */
import { parseArgs } from 'node:util';
import { simulate } from './simulate.ts';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '1000' }, from: { type: 'string', default: '1' } },
});
const from = Number(values.from);
const seeds = Number(values.seeds);
const begun = performance.now();
const totals = { netFaults: 0, remoteFaults: 0, crashes: 0, diskFaults: 0, actions: 0, decisions: 0, overArms: 0 };
const ended: Record<string, number> = {};

for (let seed = from; seed < from + seeds; seed++) {
  const result = await simulate(seed);
  if (result.violations.length > 0) {
    console.error(result.trace.join('\n'));
    console.error(`\nseed ${seed} failed: ${result.violations.join('; ')}`);
    console.error('Pin it: add the seed to tests/simulation/pinned.json.');
    process.exit(1);
  }
  totals.netFaults += result.netFaults;
  totals.remoteFaults += result.remoteFaults;
  totals.crashes += result.crashes;
  totals.diskFaults += result.diskFaults;
  totals.actions += result.actions;
  totals.decisions += result.decisions;
  totals.overArms += result.overArms;
  for (const [state, count] of Object.entries(result.ended)) ended[state] = (ended[state] ?? 0) + count;
}

const seconds = (performance.now() - begun) / 1_000;
console.log(
  `${seeds} seeds from ${from}: no violation, ${seconds.toFixed(1)} s, ${(seeds / seconds).toFixed(0)} seeds/s`,
);
console.log(
  `${totals.actions} actions, ${totals.decisions} decisions written (${totals.overArms} over arms), ${totals.netFaults} network faults, ${totals.remoteFaults} remote faults, ${totals.crashes} crashes, ${totals.diskFaults} disk faults`,
);
console.log(`ended: ${JSON.stringify(ended)}`);
