import { z } from 'zod';
import { creativeTestListSchema, proposalViewSchema } from '../../engine/contract/index.ts';
import { FakeMeta, startFakeMeta } from '../fakes/meta/index.ts';
import { createDatabase, startPostgres } from '../support/postgres.ts';
import { ApprovalsPage, SyncPage, WindowShell } from './pages/index.ts';
import { expect, test } from './sample.ts';
import { PASSPHRASES } from './window.ts';

test('governing what goes out: kill switch, a refused token, rolling back', async ({
  putSample,
  gw,
  environment,
  open,
  shot,
}) => {
  test.setTimeout(240_000);
  await putSample();
  const postgres = await startPostgres();
  const fake = new FakeMeta({ accountId: '1001', pageIds: ['2002'], token: 'good-token', currency: 'EUR' });
  const meta = await startFakeMeta({ fake });
  const as = async (name: keyof typeof PASSPHRASES, ...args: readonly string[]) => {
    environment.GW_PASSPHRASE = PASSPHRASES[name];
    const run = await gw('--as', name, ...args);
    expect(run.status, JSON.stringify(run.json)).toBe(0);
    return run.json;
  };

  try {
    environment.GW_REMOTE_URL = await createDatabase(postgres.port, 'govern');
    environment.GW_META_TOKEN = 'good-token';
    environment.GW_NEW_PASSPHRASE = PASSPHRASES.Ada;
    expect((await gw('member', 'add', '--name', 'Ada', '--role', 'admin')).status).toBe(0);
    environment.GW_NEW_PASSPHRASE = PASSPHRASES.Ben;
    await as('Ada', 'member', 'add', '--name', 'Ben', '--role', 'approver');
    await as('Ada', 'connections', 'set', '--meta-account', '1001', '--meta-page', '2002', '--meta-url', meta.url);
    const { tests } = creativeTestListSchema.parse((await gw('tests', '--verdict', 'winner')).json);
    const [winner] = tests;
    const target = ['--link', 'https://balance.example/balance-v2', '--country', 'US', '--financial'];
    const proposed = proposalViewSchema.parse(
      await as(
        'Ada',
        'promote',
        z.string().parse(winner?.testId),
        z.string().parse(winner?.bestVariantId),
        '--budget',
        '300',
        ...target,
      ),
    );

    const { page } = await open();
    const shell = new WindowShell(page);
    const approvals = new ApprovalsPage(page);
    const sync = new SyncPage(page);
    await shell.signIn('Ben', PASSPHRASES.Ben);

    await test.step('with the kill switch on, an approved action waits', async () => {
      await shell.go('Sync and audit');
      await sync.dispatch('Stop all dispatch', 'The landing page is down.');
      await shell.go('Approvals');
      await approvals.select(proposed.proposal.title);
      await approvals.approve(PASSPHRASES.Ben);
      await shell.go('Sync and audit');
      await expect(sync.tile('Waiting to go out')).toContainText('1');
      await sync.syncNow();
      await expect(page.getByText('The landing page is down.').first()).toBeVisible();
      expect(fake.store.live).toHaveLength(0);
      await shot(page, 'govern-01-stopped');
    });

    await test.step('a token Meta no longer takes stops its queue and says so', async () => {
      fake.token = 'another-token';
      await sync.dispatch('Resume dispatch', 'The page is back.');
      await sync.syncNow();
      await expect(sync.tile('Meta')).toContainText(/refused|stopped|token/i, { timeout: 30_000 });
      expect(fake.store.live).toHaveLength(0);
      await shot(page, 'govern-02-token');
    });

    await test.step('with the token mended it goes out, once', async () => {
      fake.token = 'good-token';
      await sync.syncNow();
      await expect(sync.tile('Waiting to go out')).toContainText('0', { timeout: 60_000 });
      expect(fake.store.live).toHaveLength(4);
    });

    await test.step('rolled back, with a reason and without an approval', async () => {
      await shell.go('Approvals');
      await approvals.select(proposed.proposal.title);
      await approvals.decide('Roll back', 'Legal asked for it.');
      await shell.go('Sync and audit');
      await expect(sync.actions.getByRole('option')).toHaveCount(2);
      await expect.poll(() => fake.store.live.length, { timeout: 60_000 }).toBe(0);
      await sync.select(/^Promote/);
      await expect(sync.detail).toContainText(/rolled back/i, { timeout: 30_000 });
      await shot(page, 'govern-03-rolled-back');
      await sync.show('Audit');
      expect(await sync.verify()).toBe(true);
    });
  } finally {
    await meta.close();
    await postgres.stop();
  }
});
