/** npm run properties -- --rounds 20 [--from 2]: the property tests with other cases, each round by a seed that is said. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '20' }, from: { type: 'string', default: '2' } },
});
const from = Number(values.from);
const last = from + Number(values.rounds) - 1;

const files = ['engine', 'main', 'renderer', 'sync']
  .flatMap((dir) => readdirSync(dir, { recursive: true, encoding: 'utf8' }).map((file) => join(dir, file)))
  .filter((file) => file.endsWith('.test.ts') && readFileSync(file, 'utf8').includes("from 'fast-check'"));

const failed: number[] = [];
for (let seed = from; seed <= last; seed += 1) {
  const { status } = spawnSync('node_modules/.bin/vitest', ['run', '--project', 'unit', '--reporter=dot', ...files], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PROPERTY_SEED: String(seed) },
  });
  if (status !== 0) failed.push(seed);
  console.error(`seed ${seed}: ${status === 0 ? 'passed' : 'failed'}`);
}
console.log(JSON.stringify({ files: files.length, from, to: last, failed }));
for (const seed of failed) console.error(`See it again: PROPERTY_SEED=${seed} npm run unit`);
process.exit(failed.length === 0 ? 0 : 1);
