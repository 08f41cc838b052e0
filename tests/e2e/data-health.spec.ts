import { join } from 'node:path';
import { violations } from './axe.ts';
import { saveInto, setContentSize } from './main-process.ts';
import { DataPage, ProofDrawer, WindowShell } from './pages/index.ts';
import { expect, test } from './sample.ts';
import { NEVER } from './window.ts';

test('Data health shows what is wrong with the sample, and where it comes from', async ({
  putSample,
  workspace,
  open,
  shot,
}) => {
  test.setTimeout(240_000);
  await putSample();
  const { app, page } = await open();
  const data = new DataPage(page);
  const drawer = new ProofDrawer(page);
  await new WindowShell(page).go('Data health');

  await test.step('what needs a look comes first', async () => {
    await expect(data.datasets).toContainText('3 days missing');
    await expect(data.datasets.locator('[role="row"]').nth(1)).toContainText('geo_daily');
    await expect(page.locator('body')).not.toContainText(NEVER);
  });

  await test.step('each planted fault is found', async () => {
    await data.show('geo_daily');
    await expect(data.findings('gap')).toContainText('No rows came for');
    await data.show('reach_daily');
    await expect(data.findings('stale')).toBeVisible();
    await data.show('outcomes_daily');
    await expect(data.findings('partial')).toContainText('Sessions so far');
    await expect(data.findings('restated')).toBeVisible();
    await data.show('spend_daily');
    await expect(data.findings('spike')).toContainText('spend of display');
    await expect(data.findings('currency')).toContainText('USD');
    await expect(data.findings('columns')).toContainText('video_views');
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await setContentSize(app, 1280, 800);
      await shot(page, `data-health-${scheme}-1280`);
      expect(await violations(page)).toEqual([]);
      await setContentSize(app, 1920, 1080);
      await shot(page, `data-health-${scheme}-1920`);
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await setContentSize(app, 1280, 800);
  });

  await test.step('a number proves itself', async () => {
    await drawer.open(data.findings('spike'), 'health.finding/');
    await expect(drawer.sources).toContainText('spend_daily');
    expect(await drawer.runAgain()).toBe(true);
    await drawer.close();
    await drawer.open(data.lineage, 'health.dataset/');
    expect(await drawer.runAgain()).toBe(true);
    await drawer.close();
  });

  await test.step('by keyboard: J and K along the list, Enter into the detail, P for the proof', async () => {
    await data.show('geo_daily');
    await page.keyboard.press('j');
    await expect(data.detail.getByRole('heading', { level: 2 })).toHaveText('outcomes_daily');
    await page.keyboard.press('k');
    await expect(data.detail.getByRole('heading', { level: 2 })).toHaveText('geo_daily');
    await page.keyboard.press('Enter');
    await expect(data.detail).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('p');
    await expect(drawer.sql).toContainText(/select/i);
    await drawer.close();
  });

  await test.step('rows that were kept out can be read, narrowed and exported', async () => {
    await data.show('creative_daily');
    await expect(data.quarantine).toContainText('impressions is below 0');
    await expect(data.keptRows).toHaveCount(13);
    await page.getByRole('button', { name: 'Only rows where impressions is below 0' }).click();
    await expect(data.keptRows).toHaveCount(2);
    await data.keptRows.first().scrollIntoViewIfNeeded();
    await shot(page, 'data-health-kept-out');
    const file = await saveInto(app, join(workspace, '..'));
    await page.getByRole('button', { name: 'Export CSV…' }).click();
    const lines = (await file(/^kept-out-.*\.csv$/))
      .toString('utf8')
      .split('\r\n')
      .filter((line) => line !== '');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^rule,day,/);
    expect(lines[1]).toMatch(/^minimum:impressions,/);
  });

  await test.step('lineage leads to the pages that read a dataset', async () => {
    await data.show('spend_daily');
    await expect(data.lineage).toContainText('spend_daily__channel');
    await data.lineage.scrollIntoViewIfNeeded();
    await shot(page, 'data-health-lineage');
    await data.lineage.getByRole('link', { name: 'Finance' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Finance' })).toBeVisible();
    await new WindowShell(page).go('Data health');
  });

  await test.step('every dataset day by day; a day leads to its dataset', async () => {
    await page.getByText('Day by day', { exact: true }).first().click();
    await expect(page.getByRole('figure', { name: 'Rows by day' })).toBeVisible();
    await shot(page, 'data-health-days');
    expect(await violations(page)).toEqual([]);
  });

  await test.step('a rebuild can be stopped, and done', async () => {
    await page.getByRole('button', { name: 'Rebuild' }).click();
    await data.rebuild.getByRole('button', { name: 'Cancel' }).click();
    await expect(data.rebuild).toHaveAttribute('data-run', 'cancelled', { timeout: 30_000 });
    await page.getByRole('button', { name: 'Rebuild', exact: true }).click();
    await expect(data.rebuild).toHaveAttribute('data-run', 'running');
    await shot(page, 'data-health-rebuilding');
    await expect(data.rebuild).toHaveAttribute('data-run', 'done', { timeout: 120_000 });
    await expect(page.locator('body')).not.toContainText(NEVER);
  });
});

test('an empty workspace says what to do', async ({ gw, open, shot }) => {
  expect((await gw('init', '--name', 'Empty', '--zone', 'UTC', '--currency', 'USD')).status).toBe(0);
  const { page } = await open();
  await new WindowShell(page).go('Data health');
  const data = new DataPage(page);
  await expect(data.detail).toContainText('No export of it has landed yet');
  await expect(data.datasets).toContainText('Never loaded');
  await shot(page, 'data-health-empty');
  expect(await violations(page)).toEqual([]);
});
