import { exploreCellBoardSchema } from '../../engine/contract/index.ts';
import { violations } from './axe.ts';
import { CellsPage, ProofDrawer, WindowShell } from './pages/index.ts';
import { expect, test } from './sample.ts';
import { answered, complaintsOf, looksRight, NEVER, signedIn, stallsAndComesBack, THEMES } from './window.ts';

test.describe('explore cells', () => {
  test.setTimeout(240_000);

  test('[BA103] [BA104] [BA105] [BA108] the grid: keys, proofs, filters, the list, one open beside it', async ({
    putSample,
    gw,
    open,
    shot,
  }) => {
    await putSample();
    const board = await answered(gw, exploreCellBoardSchema, 'cells', 'list');
    const { page } = await open();
    const complaints = complaintsOf(page);
    const cells = new CellsPage(page);
    const drawer = new ProofDrawer(page);
    await page.getByRole('heading', { level: 1, name: 'Creative tests' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await page.getByRole('heading', { level: 1, name: 'Explore cells' }).waitFor();
    await cells.cards.first().waitFor();
    const keys = await cells.keys();
    expect(keys).toHaveLength(16);
    expect(new Set(keys).size).toBe(16);
    await expect(page.locator('body')).not.toContainText(NEVER);
    await looksRight(page, shot, 'cells');

    await test.step('the navigation counts the cells to look at, as the tile does', async () => {
      const toLook = await cells
        .tile('To look at today')
        .getByRole('heading')
        .locator('xpath=../following-sibling::div')
        .textContent();
      await expect(page.getByRole('link', { name: new RegExp(`^Explore cells\\s*${toLook}$`) })).toBeVisible();
      await cells.tile('To look at today').getByRole('button', { name: 'Show only these' }).click();
      await expect(cells.cards).toHaveCount(Number(toLook));
      await expect(cells.cards.filter({ hasText: 'Look today' })).toHaveCount(Number(toLook));
      await cells.tile('To look at today').getByRole('button', { name: 'Show all cells' }).click();
    });

    await test.step('each total and what a cell spent holds', async () => {
      for (const [tile, ref] of [
        ['Running', 'cell.count/running'],
        ['To look at today', 'cell.count/to_look'],
        ['Something to decide', 'cell.count/to_decide'],
        ['Budget used', 'cell.total/spent'],
        ['Budget used', 'cell.total/cap'],
      ] as const) {
        await drawer.open(cells.tile(tile), ref);
        expect(await drawer.runAgain(), ref).toBe(true);
        await drawer.close();
      }
      await drawer.open(cells.card('meta-audiences'), 'cell.money/meta-audiences/spent');
      expect(await drawer.runAgain()).toBe(true);
      await drawer.close();
    });

    await test.step('arrows move, Enter opens, P proves', async () => {
      // Both are in one place, in an order that follows from the data.
      const [upper = '', lower = ''] = keys.filter((key) => ['meta-rent-day', 'meta-audiences'].includes(key));
      await cells.card(upper).focus();
      await page.keyboard.press('ArrowDown');
      await expect(cells.card(lower)).toBeFocused();
      await page.keyboard.press('ArrowLeft');
      await expect(cells.card('meta-families')).toBeFocused();
      await page.keyboard.press('p');
      await drawer.root.waitFor();
      await page.keyboard.press('Escape');
      await drawer.root.waitFor({ state: 'detached' });
      await expect(cells.card('meta-families')).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(cells.detail).toContainText('the cap is reached on');
      expect(page.url()).toContain('key=meta-families');
      await page.keyboard.press('j');
      await expect(cells.detail.getByRole('heading', { level: 2 })).not.toContainText('Meta, young families');
      await page.keyboard.press('k');
      await expect(cells.detail.getByRole('heading', { level: 2 })).toContainText('Meta, young families');
    });

    await test.step('the open one says what happened, and leads to its posteriors', async () => {
      await expect(cells.detail).toContainText('Started “Meta, young families');
      await drawer.open(cells.detail, 'cell.money/meta-families/per_day');
      expect(await drawer.runAgain()).toBe(true);
      await drawer.close();
      const pause = cells.detail.getByRole('button', { name: 'Pause…' });
      await expect(pause).toHaveAttribute('aria-disabled', 'true');
      await expect(pause).toHaveAccessibleDescription(/sign/i);
      await looksRight(page, shot, 'cells-open');
      await cells.detail.getByRole('link', { name: 'Open its posteriors in RL Insights' }).click();
      await page.getByRole('heading', { level: 1, name: 'RL Insights' }).waitFor();
      expect(page.url()).toContain('key=meta-families');
      await page.goBack();
      await cells.detail.getByRole('button', { name: 'All cells' }).click();
    });

    await test.step('words, status and owner narrow it; the list can be sorted', async () => {
      await cells.search('landing');
      await expect(cells.cards).toHaveCount(2);
      await cells.choose('Status', 'Planned');
      await expect(cells.cards).toHaveCount(1);
      await expect(cells.card('search-pages')).toBeVisible();
      await expect(cells.shown).toContainText('1 of 16');
      await cells.choose('Owner', 'Jonas Weber');
      await expect(page.getByText('No cell matches')).toBeVisible();
      await cells.choose('Owner', 'Any owner');
      await cells.choose('Status', 'Any status');
      await cells.search('');
      await page.getByText('List', { exact: true }).click();
      await cells.list.getByRole('columnheader', { name: 'Spent of cap' }).getByRole('button').click();
      await expect(cells.list.getByRole('columnheader', { name: 'Spent of cap' })).toHaveAttribute(
        'aria-sort',
        'descending',
      );
      const used = board.cells.map(({ cell: { design }, spent }) => ({
        key: design.key,
        share: (spent?.minor ?? -1) / design.budgetCap.minor,
      }));
      const [most] = used.toSorted((a, b) => b.share - a.share);
      await expect(cells.rows.first()).toHaveAttribute('data-row-id', most?.key ?? '');
      await looksRight(page, shot, 'cells-list');
      await page.keyboard.press('e');
      await expect(page.getByRole('menuitem', { name: 'As CSV…' }).first()).toBeVisible();
      await page.keyboard.press('Escape');
    });
    expect(complaints).toEqual([]);
  });

  test('[BA106] [BA107] [BA109] planned, adopted, started, paused, resumed, ended; written by hand, changed, removed', async ({
    putSample,
    open,
    shot,
  }) => {
    await putSample();
    const { page } = await open();
    const complaints = complaintsOf(page);
    const shell = await signedIn(page);
    const cells = new CellsPage(page);
    await shell.go('Explore cells');
    let adopted = '';

    await test.step('a plan, with why; what exists can not be chosen', async () => {
      await page.getByRole('button', { name: 'Plan cells…' }).click();
      const form = page.getByRole('form', { name: 'What the plan is made with' });
      await form.getByRole('button', { name: 'Make the plan' }).click();
      await expect(form.getByLabel(/^Budget/)).toBeFocused();
      await expect(form).toContainText('Enter what may be spent');
      await form.getByLabel(/^Budget/).fill('60000');
      await form.getByLabel('Owner').fill('Ada');
      await page.keyboard.press('Enter');
      const plan = page.getByRole('region', { name: 'The plan' });
      await expect(plan.getByRole('heading', { level: 2 })).toContainText('8 cells worth trying');
      await expect(plan).toContainText('beats the best known with a probability of');
      await expect(plan).toContainText('Left out');
      await looksRight(page, shot, 'cells-plan');
      const taken = plan.getByRole('row').filter({ hasText: 'There is a cell for it' }).first();
      await expect(taken.getByRole('checkbox')).toBeDisabled();
      await plan.getByRole('checkbox', { name: 'Choose all' }).uncheck();
      await expect(plan.getByRole('button', { name: 'Adopt' })).toBeDisabled();
      const free = plan.locator('tr[data-exists="false"]').first();
      await free.getByRole('checkbox').check();
      await plan.getByRole('button', { name: 'Adopt 1 cell' }).click();
      await page.getByRole('heading', { level: 1, name: 'Explore cells' }).waitFor();
      await expect(cells.cards).toHaveCount(3);
      adopted = (await cells.keys()).find((key) => !['display-audiences', 'search-pages'].includes(key)) ?? '';
      await expect(cells.card(adopted)).toContainText('Planned');
    });

    await test.step('started with its rule in words, paused with a reason, resumed, ended', async () => {
      await cells.choose('Status', 'Any status');
      await cells.card(adopted).click();
      await cells.press('Start…');
      const dialog = page.getByRole('dialog', { name: /^Start/ });
      await expect(dialog).toContainText('It is promoted from P(best) 0.95 on');
      expect(await violations(page), 'start').toEqual([]);
      await dialog.getByRole('button', { name: 'Start and fix the rule' }).click();
      await expect(cells.detail).toContainText('Running');
      await expect(cells.detail.getByRole('button', { name: 'Edit…' })).toHaveCount(0);
      await cells.press('Pause…');
      const asked = page.getByRole('dialog');
      await asked.getByRole('button', { name: 'Pause the cell' }).click();
      await expect(asked).toContainText('Write a reason');
      await cells.giveReason('Pause the cell', 'The prices are being changed.');
      await expect(cells.card(adopted)).toContainText('Paused');
      await expect(cells.detail).toContainText('The prices are being changed.');
      await cells.press('Resume');
      await expect(cells.card(adopted)).toContainText('Running');
      await cells.press('End…');
      await cells.giveReason('End the cell', 'It was started to see how.');
      await expect(cells.card(adopted)).toContainText('Ended');
      await expect(cells.detail.getByRole('listitem').filter({ hasText: 'Paused “' })).toBeVisible();
      await cells.detail.getByRole('button', { name: 'All cells' }).click();
    });

    await test.step('by hand: what is wrong is at its field, what is refused too', async () => {
      await page.getByRole('button', { name: 'New cell in TikTok × near retirement…' }).click();
      const form = page.getByRole('form', { name: 'Plan of the cell' });
      await expect(form.getByRole('combobox', { name: 'Segment' })).toHaveValue('Near retirement');
      await page.getByRole('button', { name: 'Save the plan' }).click();
      const wrong = page.getByRole('region', { name: 'Not right yet' });
      await expect(wrong).toContainText('Enter the most it may spend');
      await expect(form.getByRole('textbox', { name: 'Name' })).toBeFocused();
      await looksRight(page, shot, 'cells-editor');
      await form.getByRole('textbox', { name: 'Name' }).fill('TikTok for the last years of work');
      await expect(form.getByRole('textbox', { name: 'Key' })).toHaveValue('tiktok-for-the-last-years-of-work');
      await form.getByLabel('Owner').fill('Ada');
      await form
        .getByRole('textbox', { name: 'Hypothesis' })
        .fill('One of the campaigns has a sign-up rate above 9 %.');
      await form.getByLabel(/^Budget cap/).fill('1200');
      await form.getByRole('textbox', { name: 'Smallest share' }).fill('70');
      await expect(page.getByRole('region', { name: 'The rule in words' })).toContainText('gets 70.00 % to 80.00 %');
      await page.getByRole('button', { name: 'Save the plan' }).click();
      await expect(page.getByRole('alert').filter({ hasText: 'CELL_SHARES' })).toBeVisible();
      await expect(form.getByRole('textbox', { name: 'Smallest share' })).toBeFocused();
      await expect(form.getByRole('textbox', { name: 'Smallest share' })).toHaveAttribute('aria-invalid', 'true');
      await page.getByRole('link', { name: 'Approvals' }).click();
      await page.getByRole('dialog', { name: 'Leave without saving?' }).getByRole('button', { name: 'Stay' }).click();
      await form.getByRole('textbox', { name: 'Smallest share' }).fill('10');
      await page.getByRole('button', { name: 'Save the plan' }).click();
      await expect(cells.detail).toContainText('€1,200.00');
    });

    await test.step('changed, and removed again', async () => {
      const key = 'tiktok-for-the-last-years-of-work';
      await cells.press('Edit…');
      const form = page.getByRole('form', { name: 'Plan of the cell' });
      await expect(form.getByRole('textbox', { name: 'Key' })).toBeDisabled();
      await form.getByLabel(/^Budget cap/).fill('1500');
      await page.getByRole('button', { name: 'Save the plan' }).click();
      await expect(cells.detail).toContainText('€1,500.00');
      await expect(cells.detail).toContainText('(version 2)');
      await cells.press('Remove…');
      await cells.giveReason('Remove the plan', 'Written to try it.');
      await expect(cells.card(key)).toHaveCount(0);
      await expect(cells.cards).toHaveCount(17);
    });
    expect(complaints).toEqual([]);
  });

  test('[BA103] the states of the page: loading, cancelled, failed, unknown', async ({ putSample, open, shot }) => {
    test.skip(process.platform === 'win32', 'a process can not be stood still here');
    await putSample();
    const { app, page } = await open();
    const shell = new WindowShell(page);
    const cells = new CellsPage(page);
    await shell.go('Settings');
    await stallsAndComesBack({
      app,
      page,
      shot,
      title: 'Explore cells',
      works: 'RL Insights, experiments and approvals still work.',
      isBack: () => expect(cells.cards).toHaveCount(16, { timeout: 5_000 }),
    });
    await page.evaluate(() => {
      window.location.hash = '#/cells?key=no-such';
    });
    await expect(cells.detail).toContainText('There is no such cell');
    expect(await violations(page), 'unknown').toEqual([]);
  });

  test('[BA103] an empty workspace says what to do first', async ({ gw, workspace, open, shot }) => {
    await gw('init', workspace);
    const { page } = await open();
    const shell = new WindowShell(page);
    for (const theme of THEMES) {
      await shell.switchTo(theme);
      await shell.go('Explore cells');
      await expect(page.getByText('No cells yet')).toBeVisible();
      await shot(page, `cells-empty-${theme}`);
      expect(await violations(page), `nothing yet, ${theme}`).toEqual([]);
      await page.getByRole('button', { name: 'Plan cells…' }).click();
      await expect(page.getByText('There is nothing to plan from')).toBeVisible();
      expect(await violations(page), `no plan yet, ${theme}`).toEqual([]);
    }
  });
});
