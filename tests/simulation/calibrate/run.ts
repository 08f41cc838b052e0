/** npm run calibrate -- --times 2000 --seed 20261122 --only 'Regret' --json --page docs/calibration.md */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { openBandit } from './bandits/open-bandit-lines.ts';
import { banditParts } from './bandits/parts.ts';
import { calibrationParts } from './calibrate.ts';
import { calibrationPage, lineText } from './page.ts';
import { hasUpworthy, upworthyTests, upworthyVariants } from './upworthy.ts';

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '20261122' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
    page: { type: 'string' },
  },
});
const { only, page } = values;
const [times, seed] = [Number(values.times), Number(values.seed)];
if (!(Number.isSafeInteger(times) && times > 0 && Number.isSafeInteger(seed))) {
  console.error('--times is a whole number above 0, --seed a whole number.');
  process.exit(2);
}
const real = hasUpworthy();
if (!real) console.error('The Upworthy Research Archive is not at hand: nothing is measured on real tests.');
const experiments = calibrationParts({ times, seed, variants: real ? await upworthyVariants() : null });
const bandits = banditParts({ times, seed, tests: real ? await upworthyTests() : null, open: await openBandit() });
const areas = new Map([
  ['experiments', experiments],
  ['bandits', bandits],
]);
const all = [...experiments, ...bandits];
const chosen = only === undefined ? all : (areas.get(only) ?? all.filter(({ name }) => name === only));
if (chosen.length === 0) {
  console.error(`--only is experiments, bandits or a part: ${all.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
const begun = performance.now();
const parts = chosen.map((part) => {
  const from = performance.now();
  const lines = part.run();
  const done = { name: part.name, lines, seconds: (performance.now() - from) / 1000 };
  if (!values.json) console.log([`${part.name}, ${done.seconds.toFixed(1)} s`, ...lines.map(lineText)].join('\n  '));
  return done;
});
const lines = parts.flatMap((part) => part.lines);
const met = lines.every((line) => line.met);
const seconds = (performance.now() - begun) / 1000;
if (values.json) console.log(JSON.stringify({ times, seed, real, seconds, met, lines }, null, 2));
else console.log(met ? 'Every bar is met.' : 'A bar is missed.');
const command = `npm run calibrate -- --times ${times} --seed ${seed}${only === undefined ? '' : ` --only '${only}'`}`;
if (page !== undefined)
  await writeFile(page, calibrationPage({ command, parts }, await readFile(page, 'utf8').catch(() => '')));
process.exit(met ? 0 : 1);
