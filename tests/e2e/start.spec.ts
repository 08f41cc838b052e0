import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CreativeTestsPage } from './pages/index.ts';
import { expect, test } from './sample.ts';

test('the next start shows the rows before the engine is asked, and the engine has the last word', async ({
  workspace,
  putSample,
  open,
}) => {
  await putSample();
  const kept = join(workspace, 'cache/start-list.json');
  const first = await open();
  const cell = new CreativeTestsPage(first.page).rows.first().locator('[data-column="name"]');
  const name = (await cell.textContent()) ?? '';
  await first.app.close();

  // Another name in the kept list, signed as ours: it may stand only until the cache itself is read.
  const [head = '', text = ''] = (await readFile(kept, 'utf8')).split('\n');
  const other = text.replace(JSON.stringify(name), '"Not in the cache"');
  expect(other).not.toBe(text);
  const digest = createHash('sha256').update(other).digest('hex');
  await writeFile(kept, `${head.slice(0, head.lastIndexOf(' '))} ${digest}\n${other}`);

  const second = await open();
  const tests = new CreativeTestsPage(second.page);
  await expect(tests.rows.first()).toBeVisible();
  await expect(tests.detail).toBeVisible();
  await expect(tests.rows.first()).toContainText(name);
  await expect(second.page.locator('body')).not.toContainText('Not in the cache');
  expect(await readFile(kept, 'utf8')).toContain(JSON.stringify(name));
});

test('nothing of a cache that has changed since is shown at the start', async ({ workspace, putSample, open }) => {
  await putSample();
  const first = await open();
  await expect(new CreativeTestsPage(first.page).rows.first()).toBeVisible();
  await first.app.close();

  await writeFile(join(workspace, 'cache/cache.duckdb'), 'no longer a database');
  const { page } = await open();
  await expect(page.getByText('CACHE_DAMAGED').first()).toBeVisible();
  await expect(new CreativeTestsPage(page).rows).toHaveCount(0);
});
