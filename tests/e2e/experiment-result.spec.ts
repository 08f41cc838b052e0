import { experimentResultSchema } from '../../engine/contract/index.ts';
import {
  formatCount,
  formatInterval,
  formatMetric,
  formatPValue,
  formatRate,
  formatRelativeChange,
} from '../../engine/serializer/index.ts';
import { createDatabase, startPostgres } from '../support/postgres.ts';
import { violations } from './axe.ts';
import { setContentSize } from './main-process.ts';
import {
  ApprovalsPage,
  ExperimentResultPage,
  ProofDrawer,
  SettingsPage,
  SyncPage,
  WindowShell,
} from './pages/index.ts';
import { expect, test } from './sample.ts';
import { answered, complaintsOf, NEVER, PASSPHRASES, signedIn, THEMES } from './window.ts';

const SHIPPED = 'onboarding-checklist';
const BROKEN = 'shorter-sign-up';
/** Four variations, ten metrics. */
const MANY = 'reminder-rhythm';

test.describe('the result of an experiment', () => {
  test.setTimeout(240_000);

  test('[EX95] [EX96] [EX98] [EX99] its numbers are those of the service, and their proofs hold', async ({
    putSample,
    gw,
    open,
    shot,
  }) => {
    await putSample();
    const { read, log } = await answered(gw, experimentResultSchema, 'experiment', 'show', SHIPPED);
    const { page } = await open();
    const result = new ExperimentResultPage(page);
    const drawer = new ProofDrawer(page);
    await result.open(SHIPPED);

    await expect(result.verdict).toContainText('✓ Ship Three steps');
    await expect(result.verdict).toContainText(read.verdict.reason);
    await expect(result.verdict).toContainText(read.verdict.change);
    await expect(result.verdict).toContainText(formatCount(read.units));

    for (const { metric, arms, comparisons } of read.metrics)
      for (const comparison of comparisons) {
        const line = result.line(metric.id, comparison.variation);
        for (const arm of arms)
          await expect(line.locator(`[data-proof-ref$="/${arm.variation}/value"]`)).toHaveText(
            formatMetric(metric, arm.value),
          );
        if (comparison.estimate === null) {
          await expect(line).toContainText(comparison.gap ?? 'There is no read.');
          continue;
        }
        await expect(line.locator('[data-proof-ref$="/estimate"]')).toHaveText(
          formatRelativeChange(comparison.estimate),
        );
        await expect(line).toContainText(formatInterval(comparison.interval, 'rate'));
        await expect(line.locator('[data-proof-ref$="/adjusted_p"]')).toHaveText(
          formatPValue(comparison.adjustedPValue),
        );
      }
    for (const arm of read.arms)
      await expect(result.number('experiment.units', SHIPPED, arm.variation, 'share')).toHaveText(
        formatRate(arm.share),
      );
    await expect(result.checks).toHaveCount(read.checks.length);
    for (const check of read.checks)
      await expect(result.root.locator(`[data-check="${check.id}"]`)).toContainText(check.evidence);
    await expect(result.log.locator('tbody tr')).toHaveCount(log.length);
    for (const segment of read.segments)
      await expect(
        result.root.locator(`[data-segment="${segment.dimension}/${segment.value}"] [data-proof-ref$="/estimate"]`),
      ).toHaveText(formatRelativeChange(segment.comparison.estimate));
    expect(await result.unproven()).toEqual([]);
    await expect(page.locator('body')).not.toContainText(NEVER);

    const part = read.segments[0];
    const refs = [
      `experiment.verdict/${SHIPPED}`,
      `experiment.units/${SHIPPED}/all/units`,
      `experiment.metric/${SHIPPED}/sign_up/control/value`,
      `experiment.metric/${SHIPPED}/sign_up/treatment/estimate`,
      `experiment.metric/${SHIPPED}/sign_up/treatment/high`,
      `experiment.metric/${SHIPPED}/sign_up/treatment/adjusted_p`,
      `experiment.metric/${SHIPPED}/sign_up/treatment/loss`,
      `experiment.check/${SHIPPED}/sample_ratio`,
      `experiment.progress/${SHIPPED}/days`,
      ...(part === undefined
        ? []
        : [`experiment.segment/${SHIPPED}/${part.dimension}/${part.value}/sign_up/treatment/estimate`]),
    ];
    for (const ref of refs) {
      await drawer.open(result.root, ref);
      expect(await drawer.runAgain(), ref).toBe(true);
      await drawer.close();
    }
    await shot(page, 'experiment-result-proofs');
  });

  test('[EX96] [EX98] keys alone choose a metric, walk the days and open a proof; charts have tables', async ({
    putSample,
    open,
  }) => {
    await putSample();
    const { page } = await open();
    const result = new ExperimentResultPage(page);
    await result.open(SHIPPED);
    const goal = result.line('sign_up', 'treatment').getByRole('button', { name: /^Sign-ups/ });
    await goal.focus();
    await page.keyboard.press('ArrowDown');
    await expect(result.line('revenue_per_user', 'treatment')).toHaveAttribute('data-chosen', 'true');
    await expect(page.locator(':focus')).toHaveAttribute('data-choose', 'revenue_per_user/treatment');
    await expect(result.part('Revenue per user, Three steps')).toBeVisible();
    await page.keyboard.press('ArrowUp');
    await expect(result.line('sign_up', 'treatment')).toHaveAttribute('data-chosen', 'true');

    const byDay = result.part('Effect by day');
    const marks = byDay.locator('[data-mark]');
    await marks.first().focus();
    await page.keyboard.press('End');
    await expect(page.locator(':focus')).toHaveAttribute('aria-label', /\d{4}: effect .* interval/);
    await page.keyboard.press('p');
    const drawer = new ProofDrawer(page);
    await drawer.root.waitFor();
    await expect(drawer.root).toHaveAttribute('data-proof-open', new RegExp(`^experiment\\.day/${SHIPPED}/`));
    await page.keyboard.press('Escape');
    await drawer.root.waitFor({ state: 'detached' });

    const days = await marks.count();
    await byDay.getByRole('button', { name: 'Table: Effect by day' }).click();
    await expect(byDay.locator('tbody tr')).toHaveCount(days);
    await page.keyboard.press('e');
    await page.getByRole('menuitem', { name: 'As CSV…' }).waitFor();
  });

  test('[EX130] intervals are wide, each role on a scale with zero, of two variations as of four; nothing scrolls sideways', async ({
    putSample,
    open,
  }) => {
    await putSample();
    const { app, page } = await open();
    const result = new ExperimentResultPage(page);
    for (const width of [1280, 1920]) {
      await setContentSize(app, width, 900);
      await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(width);
      for (const key of [SHIPPED, MANY]) {
        await result.open(key);
        const plots = result.scorecard.locator('[data-plot] svg[role="img"]');
        await expect(plots.first()).toBeVisible();
        // Drawn first, and then to the width they have.
        await expect(async () => {
          const widths = await plots.evaluateAll((all) => all.map((plot) => plot.getBoundingClientRect().width));
          expect(Math.min(...widths), `${key}, ${width}`).toBeGreaterThanOrEqual(220);
          for (const role of await result.scorecard.locator('tbody').all()) {
            const ticks = await role.locator('[data-axis] text').allTextContents();
            expect(ticks).toContain('0 %');
            expect(ticks.length, ticks.join()).toBeGreaterThan(2);
          }
        }).toPass({ timeout: 15_000 });
        expect(
          await result.root.evaluate((root) =>
            [root, ...root.querySelectorAll('*')]
              .concat(root.closest('#experiment-detail') ?? [])
              .filter((part) => part.scrollWidth > part.clientWidth && part.clientWidth > 0)
              .filter((part) => ['auto', 'scroll'].includes(getComputedStyle(part).overflowX))
              .map((part) => part.className),
          ),
        ).toEqual([]);
      }
    }
    await expect(result.scorecard.locator('tr[data-metric]')).toHaveCount(30);
    expect(await result.unproven()).toEqual([]);
  });

  test('[EX97] unhealthy shows no effect: which check failed and what to do', async ({ putSample, gw, open, shot }) => {
    await putSample();
    const { read } = await answered(gw, experimentResultSchema, 'experiment', 'show', BROKEN);
    expect(read.verdict.state).toBe('unhealthy');
    const { page } = await open();
    const result = new ExperimentResultPage(page);
    await result.open(BROKEN);
    await expect(result.verdict).toHaveAttribute('data-verdict', 'unhealthy');
    const failed = read.checks.filter(({ outcome }) => outcome === 'fail');
    expect(failed.map(({ id }) => id)).toContain('sample_ratio');
    for (const check of failed) {
      await expect(result.verdict).toContainText(check.evidence);
      await expect(result.verdict).toContainText(check.next ?? '');
    }
    await expect(result.part('Scorecard')).toHaveCount(0);
    await expect(result.part('Effect by day')).toHaveCount(0);
    await expect(result.root.locator('[data-proof-ref^="experiment.metric/"]')).toHaveCount(0);
    await expect(result.root.locator('[data-proof-ref^="experiment.segment/"]')).toHaveCount(0);
    await expect(result.part('Exposure and split')).toContainText('below the alarm line since');
    await shot(page, 'experiment-unhealthy');
  });

  test('[EX99] a decision becomes a proposal; one against the read says so', async ({ putSample, open, shot }) => {
    await putSample();
    const { page } = await open();
    await signedIn(page);
    const result = new ExperimentResultPage(page);
    await result.open(SHIPPED);
    await result.root.getByRole('button', { name: 'Decide…' }).click();
    const dialog = page.getByRole('dialog', { name: /^Decide/ });
    await expect(dialog.getByRole('note')).toHaveCount(0);
    await dialog.getByText('Roll back to the control', { exact: true }).click();
    await expect(dialog.getByRole('note')).toContainText('The read says “ship”');
    await dialog.getByRole('button', { name: 'Propose' }).click();
    await expect(dialog.getByText('Write a reason')).toBeVisible();
    await shot(page, 'experiment-decide');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    await result.decide('Ship a variation', 'More sign-ups, and no guardrail is worse.');
    const approvals = new ApprovalsPage(page);
    await expect(approvals.detail).toContainText('Onboarding checklist');
    await shot(page, 'experiment-decision-proposed');
    await result.open(SHIPPED);
    await expect(result.log).toContainText('proposed');
    await expect(result.log.getByRole('link', { name: 'See the approval' })).toBeVisible();
  });

  test('[EX26] [EX99] a decision that another member approves: the experiment is decided, and production has it', async ({
    putSample,
    environment,
    open,
    shot,
  }) => {
    await putSample();
    const postgres = await startPostgres();
    try {
      environment.GW_REMOTE_URL = await createDatabase(postgres.port, 'decide');
      const { page } = await open();
      const shell = await signedIn(page);
      await new SettingsPage(page).addMember('Ben', 'approver', PASSPHRASES.Ben);
      const result = new ExperimentResultPage(page);
      const approvals = new ApprovalsPage(page);
      const sync = new SyncPage(page);

      await test.step('proposed from the result page; who proposes does not approve', async () => {
        await result.open(SHIPPED);
        await result.decide('Ship a variation', 'More sign-ups, and no guardrail is worse.');
        await expect(approvals.detail).toContainText('Onboarding checklist');
        await expect(approvals.approveButton).toBeDisabled();
        await expect(approvals.whyNot).toBeVisible();
        await result.open(SHIPPED);
        await expect(result.status).toHaveText(/Running|Stopped/);
      });

      await test.step('approved and signed by another', async () => {
        await shell.signIn('Ben', PASSPHRASES.Ben);
        await shell.go('Approvals');
        await approvals.select(/Onboarding checklist/);
        await expect(approvals.guardrails).toContainText('pass');
        await approvals.approve(PASSPHRASES.Ben);
        await expect(approvals.road).toContainText('Approved');
        await shot(page, 'experiment-decision-approved');
      });

      await test.step('the experiment is decided, with who and where it stands in the audit', async () => {
        await result.open(SHIPPED);
        await expect(result.status).toHaveText(/Decided/);
        await expect(result.root.getByRole('button', { name: 'Decide…' })).toHaveCount(0);
        const changes = result.log.locator('tbody tr');
        await expect(changes.filter({ hasText: '✓ decided' })).toContainText('Ben');
        await expect(changes.filter({ hasText: 'approved' }).first()).toContainText('Ben');
        await expect(changes.filter({ hasText: 'proposed' }).first()).toContainText('Ada');
        await shot(page, 'experiment-decided');
      });

      await test.step('it goes out, and production has the flag as it was approved', async () => {
        await shell.go('Sync and audit');
        await expect(sync.tile('Waiting to go out')).toContainText('0', { timeout: 60_000 });
        await sync.select(/Onboarding checklist/);
        await expect(sync.detail).toContainText(/confirmed/i, { timeout: 60_000 });
        await shot(page, 'experiment-decision-sent');
      });
    } finally {
      await postgres.stop();
    }
  });

  test('every result, in both themes: no violation of accessibility', async ({ putSample, open, shot }) => {
    await putSample();
    const { page } = await open();
    const complaints = complaintsOf(page);
    const shell = new WindowShell(page);
    const result = new ExperimentResultPage(page);
    for (const theme of THEMES) {
      await shell.switchTo(theme);
      for (const key of [SHIPPED, BROKEN, MANY, 'annual-plan-first']) {
        await result.open(key);
        await shot(page, `experiment-${key}-${theme}`);
        expect(await violations(page), `${key}, ${theme}`).toEqual([]);
      }
    }
    expect(complaints).toEqual([]);
  });
});
