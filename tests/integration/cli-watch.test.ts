import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { afterAll, expect, inject, it } from 'vitest';
import { addDays, dayIn } from '../../engine/core/index.ts';
import { writeDrop } from '../support/drops.ts';
import { gw } from '../support/gw.ts';
import { createDatabase } from '../support/postgres.ts';

const root = mkdtempSync(join(tmpdir(), 'cli-watch-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const yesterday = addDays(dayIn(Date.now(), 'UTC'), -1);
const RATES = `SELECT DATE '${yesterday}' AS day, 'EUR' AS base, 'USD' AS quote, 1.0834 AS rate`;

const workspaceAt = async (name: string): Promise<string> => {
  const workspace = join(root, name);
  const made = await gw(['init', workspace, '--name', 'Watch', '--zone', 'UTC', '--currency', 'USD']);
  expect(made).toMatchObject({ code: 0 });
  return workspace;
};

it('[IN14] gw import --watch takes what comes, names what fails, and ends with Ctrl-C', async () => {
  const workspace = await workspaceAt('watched');
  const exportsDir = join(workspace, 'exports');
  const entry = resolve(import.meta.dirname, '../../bin/gw.mjs');
  const child = spawn(process.execPath, [entry, '--json', '--workspace', workspace, 'import', '--watch']);
  const printed = text(child.stdout);
  const ended = once(child, 'exit');
  const lines = createInterface(child.stderr)[Symbol.asyncIterator]();
  /** Passes over what else is said until a line is of this kind. */
  const said = async (kind: RegExp): Promise<void> => {
    for (let step = await lines.next(); !kind.test(step.value); step = await lines.next()) {
      if (step.done) throw new Error(`nobody said ${kind}`);
    }
  };
  await said(/^Watching .*exports\. Ctrl-C ends it\.$/);
  mkdirSync(join(exportsDir, 'monday'));
  writeFileSync(join(exportsDir, 'monday', 'part-0.csv'), 'x\n1\n');
  writeFileSync(join(exportsDir, 'monday', '_SUCCESS'), '');
  await said(/\(DATASET_UNKNOWN\)$/);
  await writeDrop({ dir: join(exportsDir, 'rates'), contractId: 'fx_rates', sql: RATES, dataThrough: yesterday });
  await said(/^Loaded 1 row of fx_rates/);
  child.kill('SIGINT');
  expect(await ended).toEqual([0, null]);
  expect(JSON.parse(await printed)).toMatchObject({
    imported: [{ alreadyLoaded: false, load: { dataset: 'fx_rates', rows: 1 } }],
    failed: [{ code: 'DATASET_UNKNOWN' }],
  });
});

it('[IN16] gw pull brings a query’s rows in and keeps the query as the source of the load', async () => {
  const workspace = await workspaceAt('pulled');
  const url = await createDatabase(inject('pgPort'), 'cli_pull');
  const database = new pg.Client({ connectionString: url });
  await database.connect();
  await database.query(`CREATE TABLE rates AS ${RATES}`);
  await database.end();
  const query = 'SELECT * FROM rates';
  const pull = ['--workspace', workspace, 'pull', '--dataset', 'fx_rates', '--query', query];
  expect(await gw(pull)).toMatchObject({ code: 1, json: { error: { code: 'WAREHOUSE_NOT_CONFIGURED' } } });
  expect(await gw(pull, { WAREHOUSE_URL: url })).toMatchObject({
    code: 0,
    json: { alreadyLoaded: false, load: { dataset: 'fx_rates', rows: 1, source: expect.stringContaining(query) } },
  });
});
