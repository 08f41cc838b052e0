import { join } from 'node:path';
import { addDays, dayIn } from '../../engine/core/index.ts';
import { writeDrop } from '../support/drops.ts';
import { expect, test } from './app.ts';
import { answerFolderDialog } from './main-process.ts';
import { DataPage, WindowShell } from './pages/index.ts';

const yesterday = addDays(dayIn(Date.now(), 'UTC'), -1);

/** Three million rows: long enough to be cancelled by hand. */
const LONG = `
  SELECT DATE '${yesterday}' - (n % 500)::INTEGER AS day, 't' || (n % 700) AS test_id, 'Test' AS test_name, 'v' || n AS variant_id,
    'Headline ' || n AS headline, 'Body' AS body, 'meta' AS channel, 'students' AS segment, 1000::BIGINT AS impressions,
    20::BIGINT AS clicks, 2::BIGINT AS conversions, 500::BIGINT AS spend_minor, 'USD' AS currency
  FROM range(3_000_000) r(n)`;

test('a long import shows its progress, is cancelled, and leaves nothing', async ({ workspace, gw, open, shot }) => {
  test.setTimeout(180_000);
  await gw('init', '--name', 'Cancel', '--zone', 'UTC', '--currency', 'USD');
  const drop = join(workspace, '../drop');
  await writeDrop({ dir: drop, contractId: 'creative_daily', sql: LONG, dataThrough: yesterday });
  const { app, page } = await open();
  const data = new DataPage(page);
  await new WindowShell(page).go('Data health');
  await answerFolderDialog(app, drop);
  await data.startImport();
  await expect(data.import).toHaveAttribute('data-run', 'running');
  await expect(data.import.getByRole('progressbar')).toBeVisible();
  await shot(page, 'import-running');
  await data.cancelImport();
  await expect(data.import).toHaveAttribute('data-run', 'cancelled');
  await expect(page.getByText('Nothing was changed.')).toBeVisible();
  await data.import.getByRole('button', { name: 'Close' }).click();
  expect((await new WindowShell(page).freshness.textContent()) ?? '').toContain('No data yet');
  await app.close();
  expect((await gw('loads')).json).toEqual([]);
});
