import { existsSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { z } from 'zod';
import { CREATIVE_RULES, DECLARED_TOTALS, declaredTotalsRow, readTogether } from '../engine/creative/index.ts';

/**
 * All tests of the Upworthy archive (2,956 tests, 13,721 variants) read as one family: claims, adjustment by Holm and by
 * Benjamini and Hochberg, the variance between variants by REML, every lift shrunken. Beside it the query the read rests
 * on, rows checked. Where the file is absent, as many tests made by DuckDB.
 * Prints one JSON document.
 */
const FILE = '../shared/data/upworthy/upworthy_tests.parquet';
const RUNS = 7;

const ARCHIVE = `SELECT DATE '2014-01-06' AS day, test_id, test_id AS test_name, package_index::VARCHAR AS variant_id,
  headline, impressions, clicks, winner AS declared_winner FROM '${FILE}'`;
const MADE = `SELECT DATE '2014-01-06' AS day, 't' || (i // 5) AS test_id, 'Test' AS test_name, 'v' || (i % 5) AS variant_id,
  'Headline' AS headline, 3000 + hash(i) % 200 AS impressions, 30 + hash(i + 1) % 40 AS clicks,
  i % 5 = 0 AS declared_winner FROM range(14780) r(i)`;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

const connection = await (await DuckDBInstance.create(':memory:')).connect();
const real = existsSync(FILE);
await connection.run(`CREATE TABLE creative_daily AS ${real ? ARCHIVE : MADE}`);
const ask = async () =>
  z.array(declaredTotalsRow).parse((await connection.runAndReadAll(DECLARED_TOTALS.sql)).getRowObjectsJS());

const queries: number[] = [];
const reads: number[] = [];
let rows = await ask();
let { summary } = readTogether(rows, [], CREATIVE_RULES);
for (let run = 0; run < RUNS; run += 1) {
  const begun = performance.now();
  rows = await ask();
  const asked = performance.now();
  ({ summary } = readTogether(rows, [], CREATIVE_RULES));
  queries.push(asked - begun);
  reads.push(performance.now() - asked);
}
console.log(
  JSON.stringify(
    { bench: 'together', real, variants: rows.length, queryMs: median(queries), readMs: median(reads), summary },
    null,
    2,
  ),
);
process.exit(0);
