import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { addDays, dayIn } from '../../engine/core/index.ts';
import { writeDrop } from '../support/drops.ts';
import { gw } from '../support/gw.ts';

const root = mkdtempSync(join(tmpdir(), 'cli-cancel-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('Ctrl-C during an import: CANCELLED, exit 1, nothing loaded', async () => {
  const yesterday = addDays(dayIn(Date.now(), 'UTC'), -1);
  const workspace = join(root, 'workspace');
  const drop = join(root, 'drop');
  const sql = `
    SELECT DATE '${yesterday}' - (n % 500)::INTEGER AS day, 't' || (n % 700) AS test_id, 'Test' AS test_name, 'v' || n AS variant_id,
      'Headline' AS headline, 'Body' AS body, 'meta' AS channel, 'students' AS segment, 1000::BIGINT AS impressions,
      20::BIGINT AS clicks, 2::BIGINT AS conversions, 500::BIGINT AS spend_minor, 'USD' AS currency
    FROM range(3_000_000) r(n)`;
  await writeDrop({ dir: drop, contractId: 'creative_daily', sql, dataThrough: yesterday });
  expect(await gw(['init', workspace, '--name', 'Cancel', '--zone', 'UTC', '--currency', 'USD'])).toMatchObject({
    code: 0,
  });
  rmSync(join(workspace, 'cache', 'cache.duckdb'), { force: true });

  const entry = resolve(import.meta.dirname, '../../bin/gw.mjs');
  const child = spawn(process.execPath, [entry, '--json', '--workspace', workspace, 'import', drop]);
  const printed = text(child.stdout);
  const ended = once(child, 'exit');
  // The data worker is at work once its cache is there.
  while (!existsSync(join(workspace, 'cache', 'cache.duckdb')) && child.exitCode === null) await pause(10);
  child.kill('SIGINT');
  expect(await ended).toEqual([1, null]);
  expect(JSON.parse(await printed)).toMatchObject({ error: { code: 'CANCELLED' } });
  expect((await gw(['--workspace', workspace, 'loads'])).json).toEqual([]);
});
