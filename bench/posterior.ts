import { existsSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { z } from 'zod';
import { type Counts, posterior } from '../engine/creative/posterior.ts';
import { betaDraw, binomialDraw, seeded } from '../engine/creative/simulation.fixture.ts';
import { type Beta, expectedLoss, pBest, posteriorGrid } from '../engine/stats/index.ts';

/**
 * Posterior, P(best) and expected loss for every Upworthy test (2,956 tests, 13,721 variants), or for as many made from a seed
 * where that file is absent. The baseline, measured in the same run on every 60th test, is what one would do without
 * quadrature: 10,000 Monte-Carlo draws a variant, good to about ±0.01.
 * Prints one JSON document.
 */
const FILE = '../shared/data/upworthy/upworthy_tests.parquet';
const RUNS = 7;
const GOAL_MS = 300;
const DRAWS = 10_000;

const row = z.object({ impressions: z.array(z.number()), clicks: z.array(z.number()) });

async function upworthy(): Promise<Counts[][]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const reader = await connection.runAndReadAll(
    `select list(impressions::integer order by headline, impressions) as impressions,
            list(clicks::integer order by headline, impressions) as clicks
     from '${FILE}' group by test_id order by test_id`,
  );
  return reader.getRowObjectsJS().map((found) => {
    const { impressions, clicks } = row.parse(found);
    return impressions.map((n, i) => ({ impressions: n, clicks: clicks[i] ?? 0 }));
  });
}

function synthetic(): Counts[][] {
  const random = seeded(2956);
  return Array.from({ length: 2956 }, () => {
    const impressions = 2000 + Math.round(3000 * random());
    return Array.from({ length: 3 + Math.round(3.3 * random()) }, () => ({
      impressions,
      clicks: binomialDraw(random, impressions, 0.005 + 0.02 * random()),
    }));
  });
}

function quadrature(tests: readonly Counts[][]): number {
  let checksum = 0;
  for (const test of tests) {
    const grid = posteriorGrid(test.map((counts) => posterior(counts)));
    checksum += Math.max(...pBest(grid)) + Math.min(...expectedLoss(grid));
  }
  return checksum;
}

function monteCarlo(test: readonly Beta[], random: () => number): number {
  const wins = test.map(() => 0);
  const loss = test.map(() => 0);
  for (let d = 0; d < DRAWS; d += 1) {
    const rates = test.map((shape) => betaDraw(random, shape));
    const best = Math.max(...rates);
    rates.forEach((rate, i) => {
      wins[i] = (wins[i] ?? 0) + (rate === best ? 1 : 0);
      loss[i] = (loss[i] ?? 0) + best - rate;
    });
  }
  return Math.max(...wins) / DRAWS;
}

function timed(work: () => unknown): { readonly wall: number; readonly cpu: number } {
  const cpu = process.cpuUsage();
  const start = performance.now();
  work();
  const wall = performance.now() - start;
  const used = process.cpuUsage(cpu);
  return { wall, cpu: (used.user + used.system) / 1000 };
}

const round = (ms: number): number => Math.round(ms * 1000) / 1000;
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const real = existsSync(FILE);
const tests = real ? await upworthy() : synthetic();
const runs = Array.from({ length: RUNS }, () => timed(() => quadrature(tests)));
const sample = tests.filter((_, i) => i % 60 === 0).map((test) => test.map((counts) => posterior(counts)));
const random = seeded(1);
const baseline = timed(() => {
  for (const test of sample) monteCarlo(test, random);
});
const wall = median(runs.map((run) => run.wall));
const perTest = wall / tests.length;

console.log(
  JSON.stringify({
    bench: 'posterior',
    what: 'Beta posterior, P(best) and expected loss of every test',
    data: real ? 'Upworthy Research Archive' : 'synthetic, seed 2956',
    tests: tests.length,
    variants: tests.reduce((sum, test) => sum + test.length, 0),
    totalMs: round(wall),
    coldMs: round(runs[0]?.wall ?? Number.NaN),
    cpuMs: round(median(runs.map((run) => run.cpu))),
    msPerTest: round(perTest),
    goalMs: GOAL_MS,
    met: wall < GOAL_MS,
    baseline: {
      what: `Monte Carlo, ${DRAWS} draws a variant`,
      tests: sample.length,
      msPerTest: round(baseline.wall / sample.length),
    },
    ratio: round(perTest / (baseline.wall / sample.length)),
    checksum: quadrature(tests),
  }),
);
