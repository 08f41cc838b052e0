import { join } from 'node:path';
import { experimentListSchema } from '../../engine/contract/index.ts';
import { formatCount, formatDay } from '../../engine/serializer/index.ts';
import { violations } from './axe.ts';
import { ExperimentEditor, ExperimentsPage, ProofDrawer, WindowShell } from './pages/index.ts';
import { expect, test } from './sample.ts';
import { complaintsOf, looksRight, NEVER, signedIn, stallsAndComesBack, THEMES } from './window.ts';

test.describe('experiments', () => {
  test.setTimeout(240_000);

  test('[EX90] [EX91] the list: search, status, verdict, order, keys, proofs, one open beside it', async ({
    putSample,
    open,
    shot,
  }) => {
    await putSample();
    const { page } = await open();
    const complaints = complaintsOf(page);
    const shell = new WindowShell(page);
    const list = new ExperimentsPage(page);
    await page.getByRole('heading', { level: 1, name: 'Creative tests' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await page.getByRole('heading', { level: 1, name: 'Experiments' }).waitFor();
    await list.rows.first().waitFor();
    const keys = await list.keys();
    expect(keys.toSorted()).toEqual(
      expect.arrayContaining(['onboarding-checklist', 'pricing-page-aa', 'shorter-sign-up']),
    );
    await expect(list.grid).not.toContainText('not read yet');
    // The rows are there before they are read.
    await expect(page.getByText('not read yet')).toHaveCount(0);
    expect(await list.unproven()).toEqual([]);
    await expect(list.row('shorter-sign-up')).toContainText('Unhealthy');
    await expect(list.row('shorter-sign-up').locator('[data-column="effect"]')).toHaveText('not shown');
    await expect(list.row('onboarding-checklist').locator('[data-column="effect"]')).toContainText('–');
    await expect(page.locator('body')).not.toContainText(NEVER);
    await looksRight(page, shot, 'experiments');

    await list.search('chelist');
    await page.keyboard.press('Home');
    for (const key of [...Array<string>(3).fill('ArrowRight'), 'c', 'k']) await page.keyboard.press(key);
    await expect(page.getByRole('textbox', { name: 'Search experiments' })).toHaveValue('checklist');
    await expect(list.rows).toHaveCount(1);
    await expect(list.shown).toContainText(`1 of ${keys.length}`);
    expect(page.url()).toContain('checklist');
    await list.search('');
    await list.choose('Verdict', 'Unhealthy');
    await expect(list.rows).toHaveCount(1);
    await expect(list.row('shorter-sign-up')).toBeVisible();
    await list.choose('Status', 'Draft');
    await expect(page.getByText('No experiment matches')).toBeVisible();
    await page.getByRole('button', { name: 'Show all' }).click();
    await list.grid.getByRole('columnheader', { name: 'Units' }).getByRole('button').click();
    await expect(list.grid.getByRole('columnheader', { name: 'Units' })).toHaveAttribute('aria-sort', 'descending');
    await expect(list.rows).toHaveCount(keys.length);
    expect((await list.keys())[0]).toBe('onboarding-checklist');

    const drawer = new ProofDrawer(page);
    await drawer.open(list.tile('Running'), 'experiment.count/running');
    expect(await drawer.runAgain()).toBe(true);
    await drawer.close();
    await drawer.open(list.row('onboarding-checklist'), 'experiment.units/');
    expect(await drawer.runAgain()).toBe(true);
    await drawer.close();

    await list.rows.first().locator('[role="gridcell"]').first().focus();
    await page.keyboard.press('j');
    const second = (await list.keys())[1] ?? '';
    await expect(list.selectedRow).toHaveAttribute('data-row-id', second);
    await page.keyboard.press('Enter');
    await expect(list.detail).toBeVisible();
    expect(page.url()).toContain(`key=${second}`);
    await page.keyboard.press('k');
    await expect(list.selectedRow).toHaveAttribute('data-row-id', 'onboarding-checklist');
    await expect(list.detail.getByRole('heading', { level: 2 }).first()).toBeVisible();
    for (const theme of THEMES) {
      await shell.switchTo(theme);
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      expect(await violations(page), `open, ${theme}`).toEqual([]);
    }
    await list.row('guided-budget').locator('[role="gridcell"]').first().click();
    const start = list.detail.getByRole('button', { name: 'Start…' });
    await expect(start).toHaveAttribute('aria-disabled', 'true');
    await expect(start).toHaveAccessibleDescription(/sign/i);
    await start.hover();
    await expect(page.getByRole('tooltip')).toContainText(/sign/i);
    await page.reload();
    await expect(list.detail.getByRole('heading', { level: 2 }).first()).toBeVisible();
    await list.back();
    await expect(list.tile('Running')).toBeVisible();
    await shell.palette('pricing page');
    await expect(list.detail).toBeVisible();
    expect(complaints).toEqual([]);
  });

  test('[EX92] [EX93] [EX94] [EX132] [EX111] [EX115] [EX116] a design from the data: what is wrong, the size, a draft, started, stopped, removed', async ({
    sampleFolder,
    gw,
    open,
    shot,
  }) => {
    await gw('init', '--name', 'Designs', '--zone', 'UTC', '--currency', 'EUR');
    for (const dataset of ['ab_exposures', 'ab_outcomes'])
      expect((await gw('import', join(sampleFolder, 'exports', dataset))).status).toBe(0);
    const { json } = await gw('experiment', 'list');
    const found = experimentListSchema.parse(json).undefined.find(({ key }) => key === 'onboarding-checklist');
    const firstSeen = formatDay(found?.firstDay ?? null);
    const { page } = await open();
    const complaints = complaintsOf(page);
    const shell = await signedIn(page);
    const list = new ExperimentsPage(page);
    const editor = new ExperimentEditor(page);
    const drawer = new ProofDrawer(page);

    await test.step('the data have experiments that nobody wrote down', async () => {
      await shell.go('Experiments');
      await expect(list.undesigned).toContainText('onboarding-checklist');
      await drawer.open(list.undesigned, 'experiment.units/');
      expect(await drawer.runAgain()).toBe(true);
      await drawer.close();
      await list.undesigned.getByRole('button', { name: 'Write its design… (onboarding-checklist)' }).click();
      await expect(editor.field('Name').first()).toHaveValue('Onboarding checklist');
      await expect(editor.field('Control: name')).toHaveValue('Control');
    });

    await test.step('metrics come from the data, and the plan with them', async () => {
      await page.getByRole('button', { name: '+ sign_up' }).click();
      await page.getByRole('button', { name: '+ sessions' }).click();
      await expect(editor.field('Units a day')).not.toHaveValue('');
      for (const name of ['share', 'units', 'mean', 'sd', 'units_per_day'])
        await expect(
          editor.form.locator(`[data-proof-ref="experiment.baseline/user/sign_up/${name}"]`).first(),
        ).toBeVisible();
      await drawer.open(editor.form, 'experiment.baseline/user/sign_up/share');
      expect(await drawer.runAgain()).toBe(true);
      await drawer.close();
      await page.getByText('How this plan is computed', { exact: true }).click();
      await expect(editor.form).toContainText('SE² = 2 · sd²');
      await expect(editor.form).toContainText('α of each test');
      await expect(editor.size).toContainText('Units in each variation');
      await expect(editor.size).toHaveAttribute('aria-busy', 'false');
      const before = await editor.size.textContent();
      await editor.field('Smallest effect').fill('10');
      await expect(editor.size).toContainText('find a change of 10.00 %');
      expect(await editor.size.textContent()).not.toBe(before);
      await expect(editor.form.locator('svg[data-chart="line"]')).toHaveCount(2);
      await expect(editor.size).toContainText('Too short');
      await editor.size.getByRole('button', { name: /^Plan \d+ days$/ }).click();
      await expect(editor.field('Planned length')).toBeFocused();
      await expect(editor.size).not.toContainText('Too short');
    });

    await test.step('what a field puts right, and what can not be removed, is said', async () => {
      const delay = editor.form.getByLabel('Counts after').first();
      await delay.fill('-5');
      await delay.blur();
      await expect(delay).toHaveValue('0 h');
      await expect(page.getByText('−5 h is too small; it is 0 h now.')).toBeVisible();
      await delay.fill('2');
      await expect(page.getByText('is too small')).toHaveCount(0);
      await delay.fill('0');
      const remove = page.getByRole('button', { name: 'Remove control' });
      await expect(remove).toHaveAttribute('aria-disabled', 'true');
      await expect(remove).toHaveAccessibleDescription(/compared with the control/);
      await remove.hover();
      await expect(page.getByRole('tooltip')).toContainText('compared with the control');
      await expect(page.getByRole('button', { name: 'Remove variation 1' })).toHaveAccessibleDescription(
        /at least two/,
      );
    });

    await test.step('what is wrong is said beside its field, and leads there', async () => {
      await editor.field('Control: name').fill('');
      await page.getByRole('button', { name: 'Add a condition' }).click();
      await expect(editor.form).toContainText('Still to fill in:');
      await editor.press('Save draft');
      await expect(editor.form).toContainText('This is not complete yet:');
      await expect(editor.problems).toContainText('Name an attribute');
      await expect(editor.field('Control: name')).toHaveAttribute('aria-invalid', 'true');
      await looksRight(page, shot, 'experiment-editor');
      await editor.problems.getByRole('button', { name: /^Condition 1/ }).click();
      await expect(editor.field('Attribute 1')).toBeFocused();
      await page.keyboard.type('country');
      await editor.field('Value 1').fill('DE');
      await editor.field('Control: name').fill('Control');
      await expect(editor.field('Control: name')).not.toHaveAttribute('aria-invalid', 'true');
      await editor.field('Control: weight').fill('70');
      await expect(editor.form).toContainText('The weights add up to 120 %');
      await editor.field('Control: weight').fill('50');
      await expect(editor.problems).toHaveCount(0);
    });

    await test.step('leaving asks first', async () => {
      await page.getByRole('link', { name: 'Approvals' }).click();
      const asked = page.getByRole('dialog', { name: 'Leave without saving?' });
      await asked.getByRole('button', { name: 'Stay' }).click();
      await expect(editor.field('Value 1')).toHaveValue('DE');
    });

    await test.step('a draft, as it was written', async () => {
      await editor.press('Save draft');
      await expect(list.detail).toContainText('Draft');
      await expect(list.detail).toContainText('where country is DE');
      await list.detail.getByRole('button', { name: 'Edit…' }).click();
      await expect(editor.field('Value 1')).toHaveValue('DE');
      await expect(editor.field('Smallest effect')).toHaveValue('10 %');
    });

    await test.step('without a hypothesis it does not start; then its design is fixed', async () => {
      await editor.press('Save and start…');
      await expect(page.getByText('Write the hypothesis')).toBeVisible();
      await editor.field('Hypothesis').fill('Because a list shows what is left, more people sign up.');
      await editor.press('Save and start…');
      const dialog = page.getByRole('dialog', { name: /^Start/ });
      await expect(dialog).toContainText('Sequential');
      const since = dialog.getByRole('textbox', { name: 'Count from…' });
      await expect(since).toHaveAttribute('placeholder', 'Now');
      await since.fill(firstSeen);
      await since.press('Tab');
      await expect(since).toHaveValue(firstSeen);
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('button', { name: 'Save and start…' })).toBeFocused();
      await page.keyboard.press('Enter');
      await since.fill(firstSeen);
      await since.press('Tab');
      await dialog.getByRole('button', { name: 'Start and fix the design' }).click();
      await expect(list.row('onboarding-checklist')).toContainText('Running');
      const units = list.detail.locator('[data-proof-ref^="experiment.units/onboarding-checklist/all"]').first();
      await expect(units).toHaveText(formatCount(found?.units ?? 0));
      await expect(list.detail.getByRole('button', { name: 'Edit…' })).toHaveCount(0);
      await expect(page.getByRole('link', { name: /^Experiments\s*1$/ })).toBeVisible();
    });

    await test.step('its flag is on; others are off until somebody turns them on', async () => {
      await list.back();
      await page.getByText('Flags', { exact: true }).first().click();
      const flag = page.getByRole('switch', { name: 'onboarding-checklist is on' });
      await expect(flag).toBeChecked();
      await editor.press('Add a flag…');
      const form = page.getByRole('form', { name: 'Add a flag' });
      await form.getByRole('textbox', { name: 'Key' }).fill('new-header');
      await form.getByRole('button', { name: 'Add, switched off' }).click();
      const added = page.getByRole('switch', { name: 'new-header is on' });
      await expect(added).not.toBeChecked();
      await added.click({ force: true });
      await expect(added).toBeChecked();
      for (const theme of THEMES) {
        await shell.switchTo(theme);
        expect(await violations(page), `flags, ${theme}`).toEqual([]);
      }
      await page.getByText('Experiments', { exact: true }).last().click();
    });

    await test.step('stopped, with a reason', async () => {
      await list.row('onboarding-checklist').locator('[role="gridcell"]').first().click();
      await list.detail.getByRole('button', { name: 'Stop…' }).click();
      await list.giveReason('Stop the experiment', 'The checklist goes to everybody next week.');
      await expect(list.row('onboarding-checklist')).toContainText('Stopped');
      await expect(list.detail.getByRole('button', { name: 'Stop…' })).toHaveCount(0);
    });

    await test.step('another like it, and removed again', async () => {
      await list.detail.getByRole('button', { name: 'Write another like it…' }).click();
      await editor.field('Name').first().fill('Second checklist');
      await expect(editor.field('Key').first()).toHaveValue('second-checklist');
      await editor.press('Save draft');
      await list.detail.getByRole('button', { name: 'Remove draft…' }).click();
      await list.giveReason('Remove the draft', 'Written to try it.');
      await expect(list.row('second-checklist')).toHaveCount(0);
    });
    expect(complaints).toEqual([]);
  });

  test('[EX91] the states of the page: nothing yet, a source missing, loading, cancelled, failed, unknown', async ({
    sampleFolder,
    gw,
    workspace,
    open,
    shot,
  }) => {
    test.skip(process.platform === 'win32', 'a process can not be stood still here');
    await gw('init', workspace);
    expect((await gw('import', join(sampleFolder, 'exports/ab_exposures'))).status).toBe(0);
    const { app, page } = await open();
    const shell = await signedIn(page);
    const list = new ExperimentsPage(page);
    for (const theme of THEMES) {
      await shell.switchTo(theme);
      await shell.go('Experiments');
      await expect(page.getByText('No experiment is written down yet')).toBeVisible();
      await expect(page.getByRole('button', { name: 'Write the first one…' })).toBeVisible();
      expect(await violations(page), `nothing yet, ${theme}`).toEqual([]);
    }
    const editor = new ExperimentEditor(page);
    await page.getByRole('button', { name: 'Write the first one…' }).click();
    await editor.field('Name').first().fill('Longer trial');
    await expect(editor.field('Key').first()).toHaveValue('longer-trial');
    await editor.press('Save draft');
    await expect(editor.problems).toContainText('Goal today');
    await page.getByRole('switch', { name: 'Plan its size' }).click({ force: true });
    await editor.press('Save draft');
    await list.back();
    await expect(list.row('longer-trial')).toContainText('Draft');
    await expect(page.getByText('ab_outcomes has not landed yet')).toBeVisible();
    await shot(page, 'experiments-partial');

    await page.evaluate(() => {
      window.location.hash = '#/experiments?key=no-such';
    });
    await expect(list.detail.getByRole('alert')).toContainText('NOT_FOUND');
    expect(await violations(page), 'unknown').toEqual([]);

    await shell.go('Settings');
    await page.reload();
    await stallsAndComesBack({
      app,
      page,
      shot,
      title: 'Experiments',
      works: 'Creative tests, approvals and settings still work.',
      isBack: () => expect(list.rows).toHaveCount(1, { timeout: 5_000 }),
    });
  });
});
