// npm run bench -- [name …] [--option value …]: runs the benchmarks one after the other; each prints JSON documents with
// its ratios and goals. Options are handed to each.
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from '../scripts/build.mjs';
import { ROOT, run, say, stop } from '../scripts/run.mjs';
import { programIn } from '../scripts/setup/electron-runtime.mjs';
import { setUp } from '../scripts/setup.mjs';

const known = readdirSync(join(ROOT, 'bench'))
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'measure.ts')
  .map((name) => basename(name, '.ts'));
const given = process.argv.slice(2);
const firstOption = given.findIndex((word) => word.startsWith('-'));
const asked = firstOption === -1 ? given : given.slice(0, firstOption);
const options = firstOption === -1 ? [] : given.slice(firstOption);
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) stop(`There is no benchmark ${unknown.join(', ')}; one of ${known.join(', ')}.`);

process.env.GW_ELECTRON = programIn(await setUp());
await build();
const failed = (asked.length === 0 ? known : asked).filter((name) => {
  say(`bench ${name}`);
  return run('node_modules/.bin/tsx', [join('bench', `${name}.ts`), ...options], { stdio: 'inherit' }) !== 0;
});
if (failed.length > 0) stop(`Failed: ${failed.join(', ')}`);
