import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays, dayIn } from '../../engine/core/index.ts';
import { writeDrop } from '../support/drops.ts';
import { expect, test } from './app.ts';
import { answerFolderDialog } from './main-process.ts';
import { DataPage, WindowShell } from './pages/index.ts';

const yesterday = addDays(dayIn(Date.now(), 'UTC'), -1);

/** Two days, one test of two variants; `replace` rewrites columns. */
const rows = (replace = ''): string => `
  SELECT * ${replace} FROM (
    SELECT DATE '${yesterday}' - d::INTEGER AS day, 't1' AS test_id, 'Test 1' AS test_name, 'v' || v AS variant_id,
      'Headline ' || v AS headline, 'Body' AS body, 'meta' AS channel, 'students' AS segment, 1000::BIGINT AS impressions,
      (20 + v)::BIGINT AS clicks, 2::BIGINT AS conversions, 500::BIGINT AS spend_minor, 'USD' AS currency
    FROM range(2) d(d), range(2) v(v))`;

const write = (dir: string, sql = rows(), snapshotId = 'bad') =>
  writeDrop({ dir, contractId: 'creative_daily', sql, snapshotId, dataThrough: yesterday, sums: ['impressions'] });

/** Each kind of bad drop: what is written, and the code the error card shows. */
const REFUSED: readonly (readonly [string, string, (dir: string) => Promise<unknown>])[] = [
  [
    'a truncated Parquet file',
    'FILE_SIZE_MISMATCH',
    async (dir) => {
      await write(dir);
      await truncate(join(dir, 'part-0.parquet'), 400);
    },
  ],
  [
    'a file that is not the one described',
    'FILE_HASH_MISMATCH',
    async (dir) => {
      const manifest = await write(dir);
      await writeFile(join(dir, 'part-0.parquet'), Buffer.alloc(manifest.files[0]?.bytes ?? 0, 7));
    },
  ],
  ['a missing column', 'COLUMN_MISSING', (dir) => write(dir, rows('EXCLUDE (clicks)'))],
  ['a column of another type', 'COLUMN_TYPE', (dir) => write(dir, rows("REPLACE ('many' AS clicks)"))],
  ['an empty drop', 'DROP_EMPTY', (dir) => write(dir, `${rows()} WHERE false`)],
  [
    'a drop that is still being written',
    'DROP_INCOMPLETE',
    async (dir) => {
      await write(dir);
      await rm(join(dir, 'manifest.json'));
    },
  ],
  ['negative counts in every row', 'QUARANTINE_ALL', (dir) => write(dir, rows('REPLACE (-1::BIGINT AS conversions)'))],
  [
    'more clicks than impressions in every row',
    'QUARANTINE_ALL',
    (dir) => write(dir, rows('REPLACE (2000::BIGINT AS clicks)')),
  ],
  ['duplicate keys in every row', 'QUARANTINE_ALL', (dir) => write(dir, rows("REPLACE ('v1' AS variant_id)"))],
  [
    'a future day in every row',
    'QUARANTINE_ALL',
    (dir) => write(dir, rows(`REPLACE (DATE '${addDays(yesterday, 40)}' + (variant_id = 'v1')::INTEGER AS day)`)),
  ],
];

test('bad drops: each an error card with its code and a next step, and the data stays as it was', async ({
  workspace,
  gw,
  open,
  shot,
}) => {
  test.setTimeout(180_000);
  await gw('init', '--name', 'Bad input', '--zone', 'UTC', '--currency', 'USD');
  const good = join(workspace, '../good');
  await write(good, rows(), 'good');
  expect((await gw('import', good)).status).toBe(0);
  const { app, page } = await open();
  const data = new DataPage(page);
  await new WindowShell(page).go('Data health');
  await expect(data.loads).toHaveCount(1);

  for (const [name, code, prepare] of REFUSED) {
    await test.step(name, async () => {
      const dir = join(workspace, '../bad');
      await prepare(dir);
      await answerFolderDialog(app, dir);
      await data.startImport();
      await expect(data.import).toHaveAttribute('data-run', 'failed');
      await expect(data.import).toContainText(code);
      await expect(data.import).not.toContainText(/undefined|\[object|at Object|\.ts:/);
      await data.import.getByRole('button', { name: 'Close' }).click();
      await expect(data.loads).toHaveCount(1);
      await expect(data.datasets).toContainText('4');
    });
  }

  await test.step('some bad rows: the good ones load, the others are kept out with their reason', async () => {
    const dir = join(workspace, '../partly');
    await write(dir, rows("REPLACE (CASE WHEN variant_id = 'v1' THEN 2000 ELSE clicks END::BIGINT AS clicks)"));
    await answerFolderDialog(app, dir);
    await data.startImport();
    await expect(data.import).toHaveAttribute('data-run', 'done');
    await expect(data.import).toContainText('2 kept out');
    await expect(data.loads).toHaveCount(2);
    await expect(data.quarantine).toContainText(/clicks/);
    await shot(page, 'bad-input-quarantine');
  });
});

test('a workspace that is open elsewhere says so, and works once it is free', async ({ workspace, gw, open, shot }) => {
  await gw('init', '--name', 'Locked', '--zone', 'UTC', '--currency', 'USD');
  await writeFile(
    join(workspace, 'lock'),
    JSON.stringify({ pid: process.pid, started: startedAt(process.pid), token: 'other' }),
  );
  const { page } = await open();
  await expect(page.getByText('WORKSPACE_LOCKED').first()).toBeVisible();
  await shot(page, 'bad-input-locked');
  expect(await gw('status')).toMatchObject({ status: 1, json: { error: { code: 'WORKSPACE_LOCKED' } } });
  const again = page.getByRole('button', { name: 'Try again' }).first();
  await again.click();
  await expect(page.getByText('WORKSPACE_LOCKED').first()).toBeVisible();
  await rm(join(workspace, 'lock'));
  // The page also asks by itself now and then, so it may be there before the button is pressed.
  await again.click({ timeout: 2_000 }).catch(() => undefined);
  await expect(page.getByText('WORKSPACE_LOCKED')).toHaveCount(0);
  await expect(page.getByText('Locked').first()).toBeVisible();
  expect(JSON.parse(await readFile(join(workspace, 'lock'), 'utf8'))).not.toMatchObject({ token: 'other' });
});

/** As the lock keeps it: clock ticks from boot to the start of the process. */
const startedAt = (pid: number): string => {
  const stat = execFileSync('cat', [`/proc/${pid}/stat`], { encoding: 'utf8' });
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
};

test('a full disk: the import is refused and the data stays as it was', async ({ workspace, gw, open, shot }) => {
  test.skip(
    process.platform !== 'linux' || process.getuid?.() !== 0,
    'a small disk can be mounted by root on Linux only',
  );
  await mkdir(workspace, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=96m', 'tmpfs', workspace]);
  try {
    await gw('init', '--name', 'Full', '--zone', 'UTC', '--currency', 'USD');
    const good = join(workspace, '../good');
    await write(good, rows(), 'good');
    expect((await gw('import', good)).status).toBe(0);
    const { app, page } = await open();
    const data = new DataPage(page);
    await new WindowShell(page).go('Data health');
    await expect(data.loads).toHaveCount(1);
    const big = join(workspace, '../big');
    await write(
      big,
      `SELECT * REPLACE ('v' || n || md5(n::VARCHAR) AS variant_id, md5((n + 1)::VARCHAR) || md5((n + 2)::VARCHAR) AS body) FROM (${rows()}), range(700_000) r(n)`.replace(
        '* REPLACE',
        '* EXCLUDE (n) REPLACE',
      ),
    );
    await answerFolderDialog(app, big);
    await data.startImport();
    await expect(data.import).toHaveAttribute('data-run', 'failed', { timeout: 60_000 });
    await expect(data.import).toContainText('DISK_FULL');
    await shot(page, 'bad-input-disk-full');
    await data.import.getByRole('button', { name: 'Close' }).click();
    await expect(data.loads).toHaveCount(1);
    await app.close();
  } finally {
    execFileSync('umount', ['-l', workspace]);
  }
});
