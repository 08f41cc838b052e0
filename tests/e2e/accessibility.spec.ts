import { violations } from './axe.ts';
import {
  ApprovalsPage,
  CreativeTestsPage,
  type PageTitle,
  ProofDrawer,
  SettingsPage,
  SyncPage,
  WindowShell,
} from './pages/index.ts';
import { expect, test } from './sample.ts';
import { complaintsOf, THEMES } from './window.ts';

const PAGES: readonly PageTitle[] = [
  'Executive summary',
  'Finance',
  'Growth',
  'Journeys',
  'Experiments',
  'Creative tests',
  'RL Insights',
  'Explore cells',
  'Approvals',
  'Sync and audit',
  'Data health',
  'Settings',
];
const PASSPHRASE = 'a passphrase to test with';

test.describe('accessibility', () => {
  test.setTimeout(240_000);

  test('every page, full, in both themes', async ({ putSample, open, shot }) => {
    await putSample();
    const { page } = await open();
    const complaints = complaintsOf(page);
    await page.reload();
    const shell = new WindowShell(page);
    const settings = new SettingsPage(page);
    const tests = new CreativeTestsPage(page);
    await shell.go('Settings');
    await settings.addMember('Ada', 'admin', PASSPHRASE);
    await shell.signIn('Ada', PASSPHRASE);
    await settings.setConnections({ 'Meta ad account': '1234567', 'Meta page': '7654321' });
    await shell.go('Creative tests');
    await tests.filterBy('Winner');
    await tests.select(0);
    await tests.promote({
      dailyBudget: 400,
      link: 'https://balance.example/balance-v2',
      countries: ['US'],
      financialProduct: true,
    });
    await new ApprovalsPage(page).detail.waitFor();
    for (const theme of THEMES) {
      await shell.switchTo(theme);
      for (const title of PAGES) {
        await shell.go(title);
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        await shot(page, `${title.toLowerCase().replaceAll(' ', '-')}-${theme}`);
        expect(await violations(page), `${title}, ${theme}`).toEqual([]);
      }
      await shell.go('Sync and audit');
      await new SyncPage(page).show('Audit');
      await new SyncPage(page).entries.first().waitFor();
      expect(await violations(page), `Audit, ${theme}`).toEqual([]);

      await shell.go('Creative tests');
      const drawer = new ProofDrawer(page);
      await drawer.open(tests.variants.first(), 'creative.rate/');
      await drawer.runAgain();
      await shot(page, `proof-${theme}`);
      expect(await violations(page), `Proof, ${theme}`).toEqual([]);
      await drawer.close();

      await page.keyboard.press('Control+k');
      await page.getByRole('textbox', { name: 'Search pages, metrics, views, tests' }).waitFor();
      expect(await violations(page), `Palette, ${theme}`).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('textbox', { name: 'Search pages, metrics, views, tests' }).waitFor({ state: 'detached' });
    }
    expect(complaints).toEqual([]);
  });

  test('an empty workspace, in both themes', async ({ gw, workspace, open, shot }) => {
    await gw('init', workspace);
    const { page } = await open();
    const shell = new WindowShell(page);
    for (const theme of THEMES) {
      await shell.switchTo(theme);
      for (const title of PAGES) {
        await shell.go(title);
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        await shot(page, `empty-${title.toLowerCase().replaceAll(' ', '-')}-${theme}`);
        expect(await violations(page), `${title}, ${theme}`).toEqual([]);
      }
    }
  });

  test('the list, the detail and the proof are reached by keys alone', async ({ putSample, open }) => {
    await putSample();
    const { page } = await open();
    const tests = new CreativeTestsPage(page);
    await tests.grid.waitFor();
    const idAt = (index: number) => tests.rows.nth(index).getAttribute('data-row-id');
    const [second, third] = [await idAt(1), await idAt(2)];
    expect(await tests.grid.getAttribute('aria-rowcount')).toMatch(/^\d{3,}$/);

    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await expect(tests.selectedRow).toHaveAttribute('data-row-id', third ?? '');
    await page.keyboard.press('k');
    await expect(tests.selectedRow).toHaveAttribute('data-row-id', second ?? '');
    await expect(tests.selectedRow.locator(':focus')).toHaveCount(1);

    await page.keyboard.press('Control+End');
    const last = Number(await tests.grid.getAttribute('aria-rowcount'));
    await expect(tests.selectedRow).toHaveAttribute('aria-rowindex', String(last));
    await page.keyboard.press('Control+Home');
    await expect(tests.selectedRow).toHaveAttribute('aria-rowindex', '2');
    await page.keyboard.press('PageDown');
    await expect(tests.selectedRow).not.toHaveAttribute('aria-rowindex', '2');
    await page.keyboard.press('End');
    await expect(page.locator(':focus')).toHaveAttribute('data-column', 'verdict');
    await page.keyboard.press('Home');
    await expect(page.locator(':focus')).toHaveAttribute('data-column', 'name');

    await page.keyboard.press('Control+Home');
    while ((await page.locator(':focus').getAttribute('data-column')) !== 'impressions')
      await page.keyboard.press('ArrowRight');
    await page.keyboard.press('p');
    const drawer = new ProofDrawer(page);
    await drawer.root.waitFor();
    await page.keyboard.press('Escape');
    await drawer.root.waitFor({ state: 'detached' });
    await expect(page.locator(':focus')).toHaveAttribute('data-column', 'impressions');

    await page.keyboard.press('Enter');
    await expect(page.locator('#test-detail')).toBeFocused();
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await page.getByRole('heading', { level: 1, name: 'Approvals' }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  });

  test('every number of a read has a proof', async ({ putSample, open }) => {
    await putSample();
    const { page } = await open();
    const tests = new CreativeTestsPage(page);
    await tests.variants.first().waitFor();
    expect(await page.locator('[data-proof-ref]').count()).toBeGreaterThan(40);
    expect(await tests.unproven()).toEqual([]);
  });
});
