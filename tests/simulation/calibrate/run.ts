/** npm run calibrate -- --times 2000 --seed 20261122 --json --page docs/calibration.md */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { calibrationParts } from './calibrate.ts';
import { calibrationPage, lineText } from './page.ts';
import { hasUpworthy, upworthyVariants } from './upworthy.ts';

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '20261122' },
    json: { type: 'boolean', default: false },
    page: { type: 'string' },
  },
});
const [times, seed] = [Number(values.times), Number(values.seed)];
if (!(Number.isSafeInteger(times) && times > 0 && Number.isSafeInteger(seed))) {
  console.error('--times is a whole number above 0, --seed a whole number.');
  process.exit(2);
}

const real = hasUpworthy();
if (!real) console.error('The Upworthy Research Archive is not at hand: no A/A on real tests.');
const begun = performance.now();
const parts = calibrationParts({ times, seed, variants: real ? await upworthyVariants() : null }).map((part) => {
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
if (values.page !== undefined) await writeFile(values.page, calibrationPage({ times, seed, seconds, parts }));
process.exit(met ? 0 : 1);
