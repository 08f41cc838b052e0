import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import pg from 'pg';
import { addDays, dayIn } from '../../engine/core/index.ts';
import { FakeMeta, startFakeMeta } from '../fakes/meta/index.ts';
import { createGate } from '../support/gate.ts';
import { pdfText } from '../support/pdf-text.ts';
import { createDatabase, startPostgres } from '../support/postgres.ts';
import { hasUpworthy, writeUpworthyDrop } from '../support/upworthy-drop.ts';
import { expect, test } from './app.ts';
import { answerFolderDialog } from './main-process.ts';
import {
  ApprovalsPage,
  CreativeTestsPage,
  DataPage,
  ProofDrawer,
  SettingsPage,
  SyncPage,
  WindowShell,
} from './pages/index.ts';
import { NEVER } from './window.ts';

const expectPlainWords = async (page: Page): Promise<void> => expect(page.locator('body')).not.toContainText(NEVER);

test('the walk in the window: export, read, proof, proposal, four eyes, offline, sync, audit, report', async ({
  workspace,
  gw,
  open,
  shot,
}) => {
  test.skip(!hasUpworthy(), 'the Upworthy archive is not at hand');
  test.setTimeout(240_000);
  const folder = join(workspace, '..');
  const drop = join(folder, 'creative-drop');
  await writeUpworthyDrop({ dir: drop, through: addDays(dayIn(Date.now(), 'UTC'), -1) });
  const postgres = await startPostgres();
  const fake = new FakeMeta({ accountId: '1001', pageIds: ['2002'], token: 'walk-token' });
  const meta = await startFakeMeta({ fake });
  const database = new URL(await createDatabase(postgres.port, 'walk'));
  const toPostgres = await createGate(postgres.port);
  const toMeta = await createGate(Number(new URL(meta.url).port));

  try {
    expect((await gw('init', '--name', 'Walk', '--zone', 'UTC', '--currency', 'USD')).status).toBe(0);
    const { app, page } = await open();
    const shell = new WindowShell(page);
    const tests = new CreativeTestsPage(page);
    const approvals = new ApprovalsPage(page);
    const sync = new SyncPage(page);
    const settings = new SettingsPage(page);
    const data = new DataPage(page);
    const drawer = new ProofDrawer(page);

    await test.step('an empty workspace says what to do', async () => {
      await expect(page.getByText('No export has landed yet')).toBeVisible();
      await shot(page, 'walk-01-empty');
    });

    await test.step('members, each with a key of their own', async () => {
      await shell.go('Settings');
      await settings.addMember('Ada', 'admin', 'ada keeps bees');
      await shell.signIn('Ada', 'ada keeps bees');
      await settings.addMember('Ben', 'approver', 'ben mends boats');
      await settings.addMember('Ana', 'analyst', 'ana reads maps');
      database.port = String(toPostgres.port);
      await settings.setConnections({
        'Production database': database.href,
        'Meta access token': 'walk-token',
        'Meta ad account': '1001',
        'Meta page': '2002',
        'Meta address': `http://127.0.0.1:${toMeta.port}`,
      });
      await shot(page, 'walk-02-settings');
    });

    await test.step('the export is checked and loaded', async () => {
      await shell.go('Data health');
      await answerFolderDialog(app, drop);
      await data.startImport();
      await expect(data.import).toHaveAttribute('data-run', 'done', { timeout: 60_000 });
      await expect(data.datasets).toContainText('13,721');
      await shot(page, 'walk-03-loaded');
    });

    await test.step('2,956 tests, with filter, sort, search and keys', async () => {
      await shell.go('Creative tests');
      await expect(page.getByText('2,956 tests').first()).toBeVisible();
      expect(await tests.unproven()).toEqual([]);
      await tests.filterBy('Winner');
      await tests.sortBy('Impressions');
      await tests.select(0);
      await page.keyboard.press('j');
      await page.keyboard.press('k');
      await expect(tests.chart).toBeVisible();
      await expect(tests.variants.first()).toBeVisible();
      await expectPlainWords(page);
      await shot(page, 'walk-04-tests');
    });

    await test.step('a number proves itself', async () => {
      await drawer.open(tests.detail, 'creative.p_best/');
      await expect(drawer.sql).toContainText(/select/i);
      await expect(drawer.sources).toContainText('creative_daily');
      expect(await drawer.runAgain()).toBe(true);
      await shot(page, 'walk-05-proof');
      await drawer.close();
    });

    await test.step('offline: an analyst proposes, and may not approve it', async () => {
      await shell.signIn('Ana', 'ana reads maps');
      await tests.promote({
        dailyBudget: 400,
        link: 'https://balance.example/balance-v2',
        countries: ['US'],
        financialProduct: true,
      });
      await expect(page.getByRole('heading', { level: 1, name: 'Approvals' })).toBeVisible();
      await expect(approvals.whyNot).toBeVisible();
      await expect(approvals.approveButton).toBeDisabled();
      await shot(page, 'walk-06-proposed');
    });

    await test.step('another member approves with their signature', async () => {
      await shell.signIn('Ben', 'ben mends boats');
      await expect(approvals.guardrails).toContainText('pass');
      await expect(approvals.detail).toContainText('$400.00');
      await approvals.approve('ben mends boats');
      await expect(shell.connection).toContainText('Offline');
      await expect(shell.connection).toContainText('1');
      expect(fake.handled).toHaveLength(0);
      await expectPlainWords(page);
      await shot(page, 'walk-07-approved-offline');
    });

    await test.step('back online, sync goes on by itself', async () => {
      await toMeta.open();
      await toPostgres.open();
      await shell.go('Sync and audit');
      await expect(shell.connection).toContainText('Online', { timeout: 60_000 });
      await expect(sync.tile('Waiting to go out')).toContainText('0', { timeout: 60_000 });
      await sync.select(/Promote/);
      await expect(sync.detail).toContainText(/paused/i);
      expect(fake.store.live.map(({ kind }) => kind).toSorted()).toEqual(['ad', 'adset', 'campaign', 'creative']);
      expect(fake.store.live.every(({ kind, status }) => kind === 'creative' || status === 'PAUSED')).toBe(true);
      await shot(page, 'walk-08-synced');
    });

    await test.step('production holds the queue, the log, the receipt and the audit', async () => {
      const client = new pg.Client({ connectionString: database.href });
      await client.connect();
      try {
        const count = async (table: string): Promise<number> =>
          (await client.query(`select count(*)::int as n from ${table}`)).rows[0].n;
        expect(await count('creative_publish_queue')).toBe(1);
        expect(await count('receipts')).toBe(1);
        expect(await count('audit_events')).toBeGreaterThan(5);
        const log = await client.query('select distinct status from creative_publish_log');
        expect(log.rows.map(({ status }) => status)).toContain('paused_created');
      } finally {
        await client.end();
      }
    });

    await test.step('the chain holds', async () => {
      await sync.show('Audit');
      expect(await sync.verify()).toBe(true);
      await shot(page, 'walk-09-audit');
    });

    await test.step('the report has the numbers of the screen', async () => {
      await shell.go('Creative tests');
      await tests.filterBy('All verdicts');
      const winners = (await tests.tile('Winners ready to promote').textContent())?.match(/[\d,]+/)?.[0] ?? '';
      expect(winners).not.toBe('');
      const reports = join(folder, 'report');
      await shell.go('Data health');
      await answerFolderDialog(app, reports);
      await data.exportReport('both');
      const [html, pdf] = [join(reports, 'creative-tests.html'), join(reports, 'creative-tests.pdf')];
      await expect.poll(() => existsSync(html) && existsSync(pdf), { timeout: 60_000 }).toBe(true);
      const text = await readFile(html, 'utf8');
      expect(text).toContain(winners);
      expect(text).not.toMatch(NEVER);
      expect(text).not.toMatch(/<script|src="http|href="http[^"]*\.css/);
      const printed = await pdfText(pdf);
      expect(printed).toContain(winners);
      expect(printed).toContain('13,721 variants');
      expect(printed).not.toMatch(NEVER);
    });
  } finally {
    await toPostgres.close();
    await toMeta.close();
    await meta.close();
    await postgres.stop();
  }
});
