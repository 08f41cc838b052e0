/** Runs the seeds from..to in this process and tells the parent each before and after: `tsx part.ts <from> <to>`. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFuzz } from './fuzz.ts';

const [from = 0, to = 0] = process.argv.slice(2).map(Number);
const fuzz = await openFuzz(await mkdtemp(join(tmpdir(), 'gw-fuzz-')));
for (let seed = from; seed < to; seed += 1) {
  process.send?.({ kind: 'begun', seed });
  process.send?.({ kind: 'done', outcome: await fuzz.run(seed) });
}
await fuzz.close();
process.disconnect?.();
