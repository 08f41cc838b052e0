import { readFileSync, writeFileSync } from 'node:fs';
import { scaleLog } from 'd3-scale';
import { z } from 'zod';

/** Draws how the cost of the data plane grows from what `npm run bench -- scale` printed, one JSON document a line. */
const measured = z.object({
  rows: z.number(),
  import: z.object({ milliseconds: z.number(), plainRowsPerSecond: z.number() }),
  restatedWeek: z.object({ milliseconds: z.number() }),
  queries: z.object({ cold: z.object({ p95: z.number() }), warm: z.object({ p95: z.number() }) }),
});

const [from = '', to = 'docs/images/scale.svg'] = process.argv.slice(2);
const runs = readFileSync(from, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('{"benchmark":"scale"'))
  .map((line) => measured.parse(JSON.parse(line)))
  .toSorted((a, b) => a.rows - b.rows);

const SERIES = [
  { name: 'import', colour: '#3355d8', of: (run: (typeof runs)[number]) => run.import.milliseconds },
  {
    name: "DuckDB's own insert",
    colour: '#8a93a3',
    of: (run: (typeof runs)[number]) => (1000 * run.rows) / run.import.plainRowsPerSecond,
  },
  { name: 'restated week', colour: '#b3541e', of: (run: (typeof runs)[number]) => run.restatedWeek.milliseconds },
  { name: 'tile query, cold, p95', colour: '#7b3fa0', of: (run: (typeof runs)[number]) => run.queries.cold.p95 },
  { name: 'tile query, warm, p95', colour: '#1b7f5c', of: (run: (typeof runs)[number]) => run.queries.warm.p95 },
];
const WIDTH = 760;
const HEIGHT = 420;
const x = scaleLog().domain([8e5, 1.3e8]).range([70, 560]);
const y = scaleLog().domain([1, 1e5]).range([370, 24]);
const label = (milliseconds: number): string =>
  milliseconds < 1000 ? `${milliseconds} ms` : `${milliseconds / 1000} s`;

const grid = [1, 10, 100, 1000, 10_000, 100_000].map(
  (tick) =>
    `<line x1="70" x2="560" y1="${y(tick)}" y2="${y(tick)}" stroke="#e3e6eb"/><text x="62" y="${y(tick) + 4}" text-anchor="end">${label(tick)}</text>`,
);
const columns = [1e6, 1e7, 1e8].map(
  (tick) => `<text x="${x(tick)}" y="392" text-anchor="middle">${tick / 1e6} million rows</text>`,
);
const lines = SERIES.map(({ name, colour, of }) => {
  const points = runs.map((run) => `${x(run.rows).toFixed(1)},${y(of(run)).toFixed(1)}`);
  const last = runs.at(-1);
  const end = last === undefined ? 0 : y(of(last));
  const dots = points.map(
    (point) => `<circle cx="${point.split(',')[0]}" cy="${point.split(',')[1]}" r="3.5" fill="${colour}"/>`,
  );
  return `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join('')}<text x="572" y="${end + 4}" fill="${colour}" font-weight="600">${name}</text>`;
});
writeFileSync(
  to,
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="Inter, sans-serif" font-size="12" fill="#4b5463" role="img" aria-label="Milliseconds by rows of spend_daily, both on log scales"><rect width="100%" height="100%" fill="#ffffff"/>${[...grid, ...columns, ...lines].join('')}</svg>\n`,
);
