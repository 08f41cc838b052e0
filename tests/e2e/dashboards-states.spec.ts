import { join } from 'node:path';
import { TILE_PAGES } from '../../engine/contract/tiles.ts';
import { violations } from './axe.ts';
import { DASHBOARDS, DashboardPage, WindowShell } from './pages/index.ts';
import { expect, test } from './sample.ts';
import { THEMES, workerPid } from './window.ts';

/** Lets the process that reads the data go on, or stands it still. */
test.describe('the states of the pages made of tiles', () => {
  test.setTimeout(240_000);

  test('[PG7] [PG12] while tiles load, and when one is cancelled, in both themes', async ({
    putSample,
    open,
    shot,
  }) => {
    test.skip(process.platform === 'win32', 'a process can not be stood still here');
    await putSample();
    const { app, page } = await open();
    const shell = new WindowShell(page);
    const dashboard = new DashboardPage(page);
    await page.getByRole('heading', { level: 1, name: 'Creative tests' }).waitFor();
    await shell.go('Settings');
    const tile = dashboard.tile('growth.trend');
    const worker = await workerPid(app);
    process.kill(worker, 'SIGSTOP');
    try {
      for (const theme of THEMES) {
        await shell.switchTo(theme);
        for (const name of TILE_PAGES) {
          await shell.go(DASHBOARDS[name]);
          await expect(dashboard.tiles.first()).toHaveAttribute('aria-busy', 'true');
          await shot(page, `loading-${name}-${theme}`);
          expect(await violations(page), `${name}, ${theme}`).toEqual([]);
        }
      }
      await shell.go('Growth');
      await tile.getByRole('button', { name: 'Cancel' }).click();
      await expect(tile).toContainText('Nothing was changed.');
    } finally {
      // A process that stands still does not end either.
      process.kill(worker, 'SIGCONT');
    }
    await tile.getByRole('button', { name: 'Try again' }).click();
    await dashboard.ready();
    await expect(tile.locator('svg[data-chart], [data-drawn] svg').first()).toBeVisible();
  });

  test('when tiles fail, in both themes', async ({ sampleFolder, gw, open, shot }) => {
    await gw('init', '--name', 'Without rates', '--zone', 'Europe/Berlin', '--currency', 'CHF');
    for (const dataset of ['spend_daily', 'outcomes_daily'])
      expect((await gw('import', join(sampleFolder, 'exports', dataset))).status).toBe(0);
    const { page } = await open();
    const shell = new WindowShell(page);
    const dashboard = new DashboardPage(page);
    for (const theme of THEMES) {
      await shell.switchTo(theme);
      for (const name of ['executive', 'finance', 'growth'] as const) {
        await shell.go(DASHBOARDS[name]);
        await dashboard.ready();
        await expect(dashboard.failed.first()).toBeVisible();
        await shot(page, `failed-${name}-${theme}`);
        expect(await violations(page), `${name}, ${theme}`).toEqual([]);
      }
    }
  });

  test('with a picker open, in both themes', async ({ putSample, open, shot }) => {
    await putSample();
    const { page } = await open();
    const shell = new WindowShell(page);
    const dashboard = new DashboardPage(page);
    await shell.go('Growth');
    for (const theme of THEMES) {
      await shell.switchTo(theme);
      await dashboard.ready();
      for (const picker of ['period', 'compare', 'metric', 'campaign', 'notes']) {
        await page.locator(`[data-scope="${picker}"]`).click();
        await page.locator('[role="dialog"], [role="listbox"]').first().waitFor();
        await shot(page, `picker-${picker}-${theme}`);
        expect(await violations(page), `${picker}, ${theme}`).toEqual([]);
        await page.keyboard.press('Escape');
      }
      for (const button of ['Export…', 'Save view…']) {
        await page.getByRole('button', { name: button }).click();
        await page.locator('[role="dialog"]').first().waitFor();
        await shot(page, `picker-${button.slice(0, 4).toLowerCase()}-${theme}`);
        expect(await violations(page), `${button}, ${theme}`).toEqual([]);
        await page.keyboard.press('Escape');
      }
      const more = dashboard.tile('growth.trend').getByRole('button', { name: /^More:/ });
      await more.click();
      await page.getByRole('menuitem', { name: 'Show the table behind' }).click();
      expect(await dashboard.unproven()).toEqual([]);
      expect(await violations(page), `table, ${theme}`).toEqual([]);
      await more.click();
      await page.getByRole('menuitem', { name: 'Show the chart' }).click();
    }
  });
});
