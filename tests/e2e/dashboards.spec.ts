import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TILE_PAGES, tilesOf } from '../../engine/contract/tiles.ts';
import { answerFolderDialog } from './main-process.ts';
import { DASHBOARDS, DashboardPage, ProofDrawer, WindowShell } from './pages/index.ts';
import { expect, test } from './sample.ts';

test.describe('the pages made of tiles', () => {
  test.setTimeout(240_000);

  test('[PG8] [PG11] every tile of every page is read, proven and in words', async ({ putSample, open, shot }) => {
    await putSample();
    const { page } = await open();
    const shell = new WindowShell(page);
    const dashboard = new DashboardPage(page);
    for (const name of TILE_PAGES) {
      await shell.go(DASHBOARDS[name]);
      await dashboard.ready();
      await shot(page, `tiles-${name}`);
      expect(await dashboard.tiles.evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute('data-tile')))).toEqual(
        tilesOf(name),
      );
      expect(await dashboard.failed.allTextContents(), name).toEqual([]);
      expect(await page.locator('[data-tile] [data-proof-ref]').count()).toBeGreaterThan(3);
      expect(await dashboard.unproven(), name).toEqual([]);
      expect(await dashboard.unreadable(), name).toEqual([]);
      await expect(dashboard.tiles.locator('[data-badge]').first()).toBeVisible();
      await expect(dashboard.line).toContainText('refreshed');
    }
  });

  test('[PG1] period, comparison and filters are in the address: back goes back, a link restores', async ({
    putSample,
    open,
  }) => {
    await putSample();
    const { page } = await open();
    const dashboard = new DashboardPage(page);
    await new WindowShell(page).go('Executive summary');
    await dashboard.ready();
    const before = { line: await dashboard.line.textContent(), spend: await dashboard.figure('executive.spend') };

    await dashboard.choosePeriod('Last 90 days');
    await expect(dashboard.line).not.toHaveText(before.line ?? '');
    const longer = await dashboard.figure('executive.spend');
    expect(longer).not.toBe(before.spend);
    await dashboard.compareWith('No comparison');
    await expect(dashboard.line).not.toContainText('against');
    await expect(dashboard.tile('executive.why')).toContainText('This needs a period to compare with.');
    const channel = await dashboard.filterBy('channel', 'meta');
    await expect(dashboard.filters).toContainText(`Channel: ${channel}`);
    const narrowed = await dashboard.figure('executive.spend');
    expect(narrowed).not.toBe(longer);

    const address = page.url();
    const spend = expect.poll(() => dashboard.figure('executive.spend'), { timeout: 15_000 });
    await page.goBack();
    await expect(dashboard.filters).toHaveCount(0);
    await spend.toBe(longer);
    await page.goBack();
    await page.goBack();
    await spend.toBe(before.spend);

    await page.goto(address);
    await expect(dashboard.filters).toContainText(`Channel: ${channel}`);
    await spend.toBe(narrowed);
    await dashboard.filters.getByRole('button', { name: 'Clear all' }).click();
    await spend.toBe(longer);
  });

  test('[PG5] growth drills from channel to segment to campaign, and back by the trail', async ({
    putSample,
    open,
  }) => {
    await putSample();
    const { page } = await open();
    const dashboard = new DashboardPage(page);
    await new WindowShell(page).go('Growth');
    await dashboard.ready();
    await dashboard.choose('metric', 'Spend');
    await expect(dashboard.tile('growth.total').getByRole('heading', { name: 'Spend' })).toBeVisible();
    const all = await dashboard.figure('growth.total');
    const channel = await dashboard.drill('growth.breakdown');
    await expect(dashboard.tile('growth.breakdown').getByRole('heading', { name: 'By segment' })).toBeVisible();
    const ofChannel = await dashboard.figure('growth.total');
    expect(ofChannel).not.toBe(all);
    const segment = await dashboard.drill('growth.breakdown');
    await expect(dashboard.tile('growth.breakdown').getByRole('heading', { name: 'By campaign' })).toBeVisible();
    await expect(dashboard.trail).toContainText(`${segment}, by campaign`);
    await dashboard.trail.getByRole('button', { name: `${channel}, by segment` }).click();
    await expect.poll(() => dashboard.figure('growth.total')).toBe(ofChannel);
    await dashboard.trail.getByRole('button', { name: 'All, by channel' }).click();
    await expect.poll(() => dashboard.figure('growth.total')).toBe(all);
    await expect(dashboard.trail).toHaveCount(0);
  });

  test('a view is saved, found by the palette and let go; a metric is found too', async ({ putSample, open }) => {
    await putSample();
    const { app, page } = await open();
    const shell = new WindowShell(page);
    const dashboard = new DashboardPage(page);
    await shell.go('Finance');
    await dashboard.ready();
    await dashboard.choosePeriod('Last 90 days');
    await dashboard.choose('horizon', '24 months');
    const ltv = await dashboard.figure('finance.ltv');
    await dashboard.saveView('Quarter for the board');
    await app.close();

    const { page: again } = await open();
    const shellAgain = new WindowShell(again);
    const finance = new DashboardPage(again);
    await again.getByRole('heading', { level: 1 }).waitFor();
    await shellAgain.palette('quarter for');
    await again.getByRole('heading', { level: 1, name: 'Finance' }).waitFor();
    await finance.ready();
    await expect(finance.scope).toContainText('Last 90 days');
    await expect(finance.scope).toContainText('24 months');
    expect(await finance.figure('finance.ltv')).toBe(ltv);
    await again.getByRole('button', { name: 'Save view…' }).click();
    await again.getByRole('button', { name: 'Remove the view Quarter for the board' }).click();
    await expect(again.getByText('No view of this page is saved yet.')).toBeVisible();
    await again.keyboard.press('Escape');

    await shellAgain.palette('conversion rate');
    await again.getByRole('heading', { level: 1, name: 'Growth' }).waitFor();
    await finance.ready();
    await expect(finance.tile('growth.total').getByRole('heading', { name: 'Conversion rate' })).toBeVisible();
  });

  test('a number opens its proof, which holds when it is run again', async ({ putSample, open }) => {
    await putSample();
    const { page } = await open();
    const dashboard = new DashboardPage(page);
    const drawer = new ProofDrawer(page);
    await new WindowShell(page).go('Finance');
    await dashboard.ready();
    const revenue = await dashboard.figure('finance.revenue');
    await drawer.open(dashboard.tile('finance.revenue'), 'tile.number/finance.revenue/');
    await expect(drawer.root).toContainText(revenue);
    await expect(drawer.sql).toContainText('finance_daily');
    expect(await drawer.runAgain()).toBe(true);
    await drawer.close();
    await drawer.open(dashboard.tile('finance.channels'), 'tile.number/finance.channels/');
    expect(await drawer.runAgain()).toBe(true);
    await drawer.close();
  });

  test('chosen tiles are written as files, with the scope of the page', async ({ putSample, workspace, open }) => {
    await putSample();
    const { app, page } = await open();
    const dashboard = new DashboardPage(page);
    const folder = join(workspace, '../exported');
    await mkdir(folder);
    await answerFolderDialog(app, folder);
    await new WindowShell(page).go('Finance');
    await dashboard.ready();
    await dashboard.filterBy('channel', 'meta');
    await page.getByRole('button', { name: 'Export…' }).click();
    const panel = page.getByRole('dialog', { name: 'Export' });
    await panel.getByRole('checkbox', { name: 'PDF' }).uncheck();
    await panel.getByRole('checkbox', { name: 'CSV' }).check();
    await panel.getByRole('checkbox', { name: 'Workbook' }).check();
    await panel.getByRole('button', { name: 'No tiles' }).click();
    await panel.getByRole('checkbox', { name: 'Spend', exact: true }).check();
    await panel.getByRole('checkbox', { name: 'LTV and CAC by channel' }).check();
    await panel.getByRole('button', { name: 'Choose folder…' }).click();
    await expect(page.locator('.mantine-Notification-root').first()).toContainText('files written');
    const written = await readdir(folder);
    expect(written).toEqual(expect.arrayContaining(['finance.channels.csv', 'finance.spend.csv']));
    expect(written.filter((name) => name.endsWith('.xlsx'))).toHaveLength(1);
    const rows = (await readFile(join(folder, 'finance.channels.csv'), 'utf8')).toLowerCase();
    expect(rows).toContain('meta');
    expect(rows).not.toContain('tiktok');
  });

  test('a note on a day stands on the charts until it is removed', async ({ putSample, open }) => {
    await putSample();
    const { page } = await open();
    const dashboard = new DashboardPage(page);
    await new WindowShell(page).go('Executive summary');
    await dashboard.ready();
    await dashboard.note('Prices changed');
    await page.keyboard.press('Escape');
    const noted = { name: /Prices changed/ };
    await expect(dashboard.tile('executive.trend').getByRole('button', noted).first()).toBeVisible();
    await new WindowShell(page).go('Growth');
    await dashboard.ready();
    await expect(dashboard.tile('growth.trend').getByRole('button', noted).first()).toBeVisible();
    await page.locator('[data-scope="notes"]').click();
    await page.getByRole('button', { name: /^Remove the note of/ }).click();
    await expect(page.getByText('A note stands on every chart over days.')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dashboard.tile('growth.trend').getByRole('button', noted)).toHaveCount(0);
  });

  test('[PG7] a tile that fails says why while the others live; a missing source is named', async ({
    sampleFolder,
    gw,
    open,
    shot,
  }) => {
    await gw('init', '--name', 'Without rates', '--zone', 'Europe/Berlin', '--currency', 'CHF');
    for (const dataset of ['spend_daily', 'outcomes_daily'])
      expect((await gw('import', join(sampleFolder, 'exports', dataset))).status).toBe(0);
    const { page } = await open();
    const dashboard = new DashboardPage(page);
    await new WindowShell(page).go('Executive summary');
    await dashboard.ready();
    await shot(page, 'tiles-partly');
    await expect(dashboard.tile('executive.spend').locator('[role="alert"]')).toContainText('FX_RATE_MISSING');
    await expect(dashboard.tile('executive.spend')).toContainText('The other tiles still work.');
    await expect(dashboard.tile('executive.spend').getByRole('button', { name: 'Try again' })).toBeVisible();
    expect(await dashboard.figure('executive.new_customers')).toMatch(/^[\d,]+$/);
    await expect(dashboard.tile('executive.revenue')).toContainText(/data for Net revenue/);
    expect(await dashboard.unproven()).toEqual([]);
    expect(await dashboard.unreadable()).toEqual([]);
  });

  test('an empty workspace says on every page what is missing and what to do', async ({ gw, workspace, open }) => {
    await gw('init', workspace);
    const { page } = await open();
    const shell = new WindowShell(page);
    for (const name of TILE_PAGES) {
      await shell.go(DASHBOARDS[name]);
      await expect(page.getByRole('heading', { name: 'No export has landed yet' })).toBeVisible();
      await expect(page.getByRole('button', { name: 'Choose folder…' })).toBeVisible();
    }
  });

  test('[PG12] all of it by keys alone', async ({ putSample, open }) => {
    await putSample();
    const { page } = await open();
    const dashboard = new DashboardPage(page);
    const press = async (...keys: readonly string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await page.getByRole('heading', { level: 1, name: 'Creative tests' }).waitFor();
    await press('g', 'x');
    await page.getByRole('heading', { level: 1, name: 'Executive summary' }).waitFor();
    await dashboard.ready();
    const line = (await dashboard.line.textContent()) ?? '';

    // Tile by tile, and the proof of the one in focus.
    await press('j', 'j');
    await expect(dashboard.tile('executive.spend')).toBeFocused();
    await press('ArrowRight');
    await expect(dashboard.tile('executive.new_customers')).toBeFocused();
    await press('k', 'p');
    const drawer = new ProofDrawer(page);
    await drawer.root.waitFor();
    await press('Escape');
    await drawer.root.waitFor({ state: 'detached' });
    await expect(dashboard.tile('executive.spend')).toBeFocused();

    // On its own and back.
    await press('Enter');
    await expect(dashboard.tiles).toHaveCount(1);
    await expect(dashboard.tile('executive.spend')).toBeFocused();
    await press('Escape');
    await expect(dashboard.tiles).toHaveCount(tilesOf('executive').length);
    await expect(dashboard.tile('executive.spend')).toBeFocused();
    await dashboard.ready();

    // The period before and after, the comparison, a filter.
    await press('[');
    await expect(dashboard.line).not.toHaveText(line);
    await dashboard.ready();
    await press(']');
    await expect(dashboard.line).toHaveText(line);
    await press('c');
    await expect(page.getByRole('radio', { name: 'Days before' })).toBeFocused();
    await press('ArrowDown', 'ArrowDown', 'Enter');
    await expect(dashboard.line).not.toContainText('against');
    await press('/');
    await expect(page.getByRole('textbox', { name: 'Search channel' })).toBeFocused();
    await page.keyboard.type('meta');
    await press('ArrowDown', 'Enter', 'Escape');
    await expect(dashboard.filters).toContainText('Channel: Meta');
    // What is typed goes to the page again.
    await expect(page.locator('[data-scope="channel"]')).toBeFocused();
    await press('e');
    await page.getByRole('button', { name: 'Choose folder…' }).waitFor();
    await press('Escape');
    await expect(page.getByRole('dialog', { name: 'Export' })).toHaveCount(0);
    await press('g', 'f');
    await page.getByRole('heading', { level: 1, name: 'Finance' }).waitFor();
    await press('g', 'g');
    await page.getByRole('heading', { level: 1, name: 'Growth' }).waitFor();
    await press('g', 'j');
    await page.getByRole('heading', { level: 1, name: 'Journeys' }).waitFor();
  });
});
