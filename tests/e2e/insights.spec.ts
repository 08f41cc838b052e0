import { z } from 'zod';
import { type BanditResult, banditListSchema, banditResultSchema } from '../../engine/contract/index.ts';
import { cleanText, formatCompact, formatDay, formatProbability, formatRate } from '../../engine/serializer/index.ts';
import type { AppFixtures } from './app.ts';
import { violations } from './axe.ts';
import { ApprovalsPage, InsightsPage, ProofDrawer, SettingsPage, WindowShell } from './pages/index.ts';
import { expect, test } from './sample.ts';
import { answered, complaintsOf, NEVER, PASSPHRASES, signedIn, THEMES, workerPid } from './window.ts';

/** What the service says of the cells. */
const list = (gw: AppFixtures['gw']) => answered(gw, banditListSchema, 'bandit', 'list');

/** The first running cell of which a look says this. */
async function saying(gw: AppFixtures['gw'], kind: string): Promise<BanditResult> {
  const { bandits } = await list(gw);
  const row = bandits.find(({ advice, status }) => status === 'running' && advice.kind === kind);
  return answered(gw, banditResultSchema, 'bandit', 'show', z.string().parse(row?.key));
}

test.describe('RL Insights', () => {
  test.setTimeout(240_000);

  test('[BA95] the list has every started cell; words, status and advice narrow it, keys move along it', async ({
    putSample,
    gw,
    open,
    shot,
  }) => {
    await putSample();
    const { bandits } = await list(gw);
    const { page } = await open();
    const insights = new InsightsPage(page);
    await new WindowShell(page).go('RL Insights');
    await insights.rows.first().waitFor();
    await expect(insights.shown).toHaveText(`${bandits.length} cells`);
    for (const { key, leader, trials, drift } of bandits) {
      const row = insights.row(key);
      await row.scrollIntoViewIfNeeded();
      if (leader !== null) {
        await expect(row).toContainText(`P(best) ${formatProbability(leader.pBest)}`);
        await expect(row).toContainText(cleanText(leader.label));
      }
      // Letters of thousands are small or large by the version of the locale's data.
      await expect(row).toContainText(`${formatCompact(trials)} trials`, { ignoreCase: true });
      await expect(row.getByText('Drift')).toHaveCount(drift ? 1 : 0);
    }
    await shot(page, 'insights-list');

    const paused = bandits.filter(({ status }) => status === 'paused');
    await insights.choose('Status', 'Paused');
    await expect(insights.rows).toHaveCount(paused.length);
    await expect(insights.shown).toHaveText(`${paused.length} of ${bandits.length} cells`);
    await insights.choose('Status', 'Any status');
    const toPromote = bandits.filter(({ advice }) => advice.kind === 'promote');
    await insights.choose('Advice', 'Promote');
    await expect(insights.shown).toHaveText(`${toPromote.length} of ${bandits.length} cells`);
    await insights.choose('Advice', 'Any advice');
    const search = page.getByRole('textbox', { name: 'Search cells' });
    await search.fill('no cell is called this');
    await expect(page.getByRole('heading', { name: 'No cell matches' })).toBeVisible();
    await page.getByRole('button', { name: 'Clear the search' }).click();

    await insights.rows.first().click();
    const first = await insights.selectedRow.getAttribute('data-row-id');
    await page.keyboard.press('j');
    await expect(insights.selectedRow).not.toHaveAttribute('data-row-id', first ?? '');
    const second = await insights.selectedRow.getAttribute('data-row-id');
    await page.locator(`#bandit[data-cell="${second}"][aria-busy="false"]`).waitFor();
    await page.keyboard.press('Enter');
    await expect(page.locator('#bandit-detail')).toBeFocused();
    await page.keyboard.press('g');
    await page.keyboard.press('i');
    await page.getByRole('heading', { level: 1, name: 'RL Insights' }).waitFor();
    await new WindowShell(page).palette('RL Insights');
    await page.getByRole('heading', { level: 1, name: 'RL Insights' }).waitFor();
  });

  test('[BA96] [BA99] its numbers are those of the service, and their proofs hold', async ({
    putSample,
    gw,
    open,
    shot,
  }) => {
    await putSample();
    const { read } = await saying(gw, 'promote');
    const { key } = read.cell.design;
    const { page } = await open();
    const insights = new InsightsPage(page);
    const drawer = new ProofDrawer(page);
    await insights.open(key);

    await expect(insights.advice).toHaveAttribute('data-advice', 'promote');
    await expect(insights.advice).toContainText(read.advice.reason);
    await expect(insights.advice).toContainText(read.advice.change);
    const night = read.history.findLast(({ recorded }) => recorded);
    await expect(insights.root).toContainText(`last night recorded ${formatDay(night?.day)}`);
    await expect(insights.root).toContainText(`data to ${formatDay(read.dataThrough)}`);
    for (const arm of read.arms) {
      const line = insights.arm(arm.arm);
      await expect(line.locator('[data-proof-ref$="/p_best"]')).toHaveText(formatProbability(arm.pBest));
      await expect(line.locator('[data-proof-ref$="/share"]')).toHaveText(formatRate(arm.share));
      if (arm.shareNow !== null)
        await expect(line.locator('[data-proof-ref$="/share_now"]')).toHaveText(formatRate(arm.shareNow));
      await expect(line).toContainText(arm.enough ? '✓ enough' : 'to go');
    }
    for (const caveat of read.caveats) await expect(insights.part('How it is read')).toContainText(caveat);
    expect(await insights.unproven()).toEqual([]);
    await expect(page.locator('body')).not.toContainText(NEVER);
    await shot(page, 'insights-cell');

    const one = encodeURIComponent(z.string().parse(read.advice.arm));
    const refs = [
      ...['leader_p_best', 'value_remaining', 'regret', 'regret_low', 'regret_equal_split', 'trials'].map(
        (name) => `bandit.cell/${key}/${name}`,
      ),
      ...['trials', 'reward', 'mean', 'low', 'high', 'p_best', 'expected_loss', 'share', 'share_now'].map(
        (name) => `bandit.arm/${key}/${one}/${name}`,
      ),
    ];
    for (const ref of refs) {
      await drawer.open(insights.root, ref);
      expect(await drawer.runAgain(), ref).toBe(true);
      await drawer.close();
    }

    const lines = insights.root.locator('tr[data-arm-line]');
    await lines.first().locator('[data-choose]').focus();
    await page.keyboard.press('ArrowDown');
    await expect(lines.nth(1)).toHaveAttribute('data-chosen', 'true');
    await expect(lines.nth(1).locator('[data-choose]')).toBeFocused();
    await page.locator('#bandit-detail').focus();
    await page.keyboard.press('e');
    await page.getByRole('menuitem', { name: 'Arms as CSV…' }).waitFor();
  });

  test('[BA97] [BA98] posteriors and nights: keys walk them, proofs open, tables are behind them', async ({
    putSample,
    gw,
    open,
  }) => {
    await putSample();
    const { read } = await saying(gw, 'promote');
    const { key } = read.cell.design;
    const { page } = await open();
    const insights = new InsightsPage(page);
    const drawer = new ProofDrawer(page);
    await insights.open(key);

    const eyes = insights.part('Posteriors').locator('[data-arm]');
    await expect(eyes).toHaveCount(read.arms.length);
    await eyes.first().focus();
    await page.keyboard.press('ArrowDown');
    await expect(eyes.nth(1)).toBeFocused();
    await page.keyboard.press('Enter');
    await drawer.root.waitFor();
    await expect(drawer.root).toHaveAttribute('data-proof-open', new RegExp(`^bandit\\.arm/${key}/.*/mean$`));
    await drawer.close();

    const nights = insights.part('Night by night');
    await nights.getByRole('button', { name: 'Table: Probability to be best' }).click();
    const rows = nights.locator('tbody tr');
    await expect(rows).toHaveCount(read.history.length);
    await expect(rows.filter({ hasText: 'recorded' })).toHaveCount(read.history.length);
    await expect(rows.filter({ hasText: 'not recorded' })).toHaveCount(
      read.history.filter(({ recorded }) => !recorded).length,
    );
    await rows.last().getByRole('button').first().click();
    await drawer.root.waitFor();
    await expect(drawer.root).toHaveAttribute('data-proof-open', new RegExp(`^bandit\\.night/${key}/`));
    expect(await drawer.runAgain()).toBe(true);
    await drawer.close();

    const ridges = insights.part('Posterior by night');
    const marks = ridges.locator('[data-mark]');
    const ofOne = await marks.count();
    expect(ofOne).toBeGreaterThan(4);
    await marks.first().focus();
    await page.keyboard.press('End');
    await expect(marks.last()).toBeFocused();
    await expect(marks.last()).toHaveAttribute('aria-label', /95 % interval/);
    await page.keyboard.press('p');
    await drawer.root.waitFor();
    await expect(drawer.root).toHaveAttribute('data-proof-open', new RegExp(`^bandit\\.night/${key}/.*/mean$`));
    await drawer.close();
    await ridges.getByRole('combobox', { name: 'Arm' }).click();
    await page.getByRole('option', { name: 'All arms' }).click();
    await expect(ridges.getByText(`What was believed of ${read.arms.length} arms`)).toBeVisible();
  });

  test('[BA100] what would be stands beside what is; asking can be cancelled', async ({
    putSample,
    gw,
    open,
    shot,
  }) => {
    await putSample();
    const { read } = await saying(gw, 'keep_running');
    const { app, page } = await open();
    const insights = new InsightsPage(page);
    await insights.open(read.cell.design.key);
    await expect(insights.answer).toHaveCount(0);
    await insights.whatIf.getByRole('slider', { name: 'More days' }).focus();
    for (let day = 0; day < 14; day += 1) await page.keyboard.press('ArrowRight');
    await expect(insights.whatIf).toContainText('More days: 14 days');
    await expect(insights.answer).toContainText('Within 14 days');
    const answered = insights.answer.locator('tbody tr');
    await expect(answered).toHaveCount(read.arms.length);
    await expect(
      answered.first().locator('[data-proof-ref^="bandit.what_if/"][data-proof-ref$="/p_best"]'),
    ).toBeVisible();
    await insights.whatIf.getByRole('switch', { name: 'Another prior' }).click();
    await insights.whatIf.getByLabel(/^Worth so many/).fill('1000000');
    await expect(insights.answer.locator('tbody tr')).toHaveCount(read.arms.length);
    await shot(page, 'insights-what-if');
    await insights.whatIf.getByRole('button', { name: 'Start over' }).click();
    await expect(insights.answer).toHaveCount(0);

    // A process can not be stood still on Windows, and an answer would come before the button is pressed.
    if (process.platform === 'win32') return;
    const worker = await workerPid(app);
    process.kill(worker, 'SIGSTOP');
    try {
      await insights.whatIf.getByRole('slider', { name: 'More days' }).focus();
      await page.keyboard.press('End');
      await insights.whatIf.getByRole('button', { name: 'Cancel' }).click();
      await expect(insights.whatIf.getByRole('status')).toContainText('Cancelled.');
    } finally {
      // A process that stands still does not end either.
      process.kill(worker, 'SIGCONT');
    }
    await insights.whatIf.getByRole('button', { name: 'Ask again' }).click();
    await expect(insights.answer).toContainText('Within 90 days');
  });

  test('[BA101] [BA102] keep is noted; kill becomes a proposal, and the other member approves it', async ({
    putSample,
    gw,
    open,
    shot,
  }) => {
    await putSample();
    const { read } = await saying(gw, 'kill');
    const { key } = read.cell.design;
    const doomed = z.string().parse(read.advice.arm);
    const leader = z.string().parse(read.arms.toSorted((a, b) => b.pBest - a.pBest)[0]?.arm);
    const { page } = await open();
    const insights = new InsightsPage(page);
    const approvals = new ApprovalsPage(page);

    await test.step('nobody is signed in: nothing can be done, and it says why', async () => {
      await insights.open(key);
      const promote = insights.root.getByRole('button', { name: /^Kill / });
      await expect(promote).toHaveAttribute('aria-disabled', 'true');
      await expect(insights.part('Arms')).toContainText('Nobody is signed in.');
    });
    const shell = await signedIn(page);
    await new SettingsPage(page).addMember('Ben', 'approver', PASSPHRASES.Ben);

    await test.step('a reason is needed, and what the rule forbids says so', async () => {
      await insights.open(key);
      await insights.arm(leader).locator('[data-choose]').click();
      await expect(insights.root.getByRole('button', { name: /^Kill / })).toHaveAttribute('aria-disabled', 'true');
      await expect(insights.part('Arms')).toContainText('the rule kills up to');
      await insights.root.getByRole('button', { name: /^Keep / }).click();
      const dialog = page.getByRole('dialog', { name: /^Keep / });
      await dialog.getByRole('button', { name: 'Keep', exact: true }).click();
      await expect(dialog.getByText('Write a reason')).toBeVisible();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    });

    await test.step('keep', async () => {
      await insights.decide('Keep', leader, 'It leads, and needs another week.');
      const [kept] = await insights.decisions.getByRole('row').filter({ hasText: 'another week' }).all();
      await expect(kept ?? insights.decisions).toContainText('✓ Noted');
    });

    await test.step('kill', async () => {
      await insights.decide('Kill', doomed, 'It takes traffic from better ones.');
      await expect(approvals.detail).toContainText('It takes traffic from better ones.');
      await shot(page, 'insights-kill-proposed');
      await insights.open(key);
      const row = insights.decisions.getByRole('row').filter({ hasText: 'better ones' });
      await expect(row).toContainText('! Waits for approval');
      await row.getByRole('link', { name: 'See the approval' }).click();
      await expect(approvals.detail).toContainText('It takes traffic from better ones.');
    });

    await test.step('the other member approves', async () => {
      await shell.signIn('Ben', PASSPHRASES.Ben);
      await approvals.approve(PASSPHRASES.Ben);
      await insights.open(key);
      const row = insights.decisions.getByRole('row').filter({ hasText: 'better ones' });
      await expect(row).toContainText('✓ Approved');
      await expect(insights.decisions.locator('tbody tr').first()).toContainText('better ones');
      await expect(insights.arm(doomed)).toContainText('✕ Killed');
      await shot(page, 'insights-killed');
    });
  });

  test('cells of every kind, in both themes: no violation of accessibility', async ({ putSample, gw, open, shot }) => {
    await putSample();
    const { bandits } = await list(gw);
    const kinds = new Map(bandits.map((row) => [row.kind, row.key]));
    const { page } = await open();
    const complaints = complaintsOf(page);
    const shell = new WindowShell(page);
    const insights = new InsightsPage(page);
    for (const theme of THEMES) {
      await shell.switchTo(theme);
      for (const [kind, key] of kinds) {
        await insights.open(key);
        await shot(page, `insights-${kind}-${theme}`);
        expect(await violations(page), `${kind}, ${theme}`).toEqual([]);
      }
      await insights.whatIf.getByRole('switch', { name: 'Another prior' }).click();
      await insights.whatIf.getByLabel(/^Worth so many/).fill('5000');
      await insights.answer.waitFor();
      // What is scrolled away is not looked at: the parts come into view one after the other.
      for (const part of ['Arms', 'Night by night', 'Posterior by night', 'What if', 'How it is read']) {
        await insights.part(part).evaluate((element) => element.scrollIntoView());
        expect(await violations(page), `${part}, ${theme}`).toEqual([]);
      }
    }
    expect(complaints).toEqual([]);
  });
});
