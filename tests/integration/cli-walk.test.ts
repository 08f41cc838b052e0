import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import {
  actionViewSchema,
  auditVerificationSchema,
  creativeTestListSchema,
  memberSchema,
  proofRunSchema,
  proofSchema,
  proposalViewSchema,
  reportSchema,
  syncStatusSchema,
} from '../../engine/contract/index.ts';
import { addDays, dayIn } from '../../engine/core/index.ts';
import { formatCount } from '../../engine/serializer/index.ts';
import { FakeMeta, type FakeMetaServer, startFakeMeta } from '../fakes/meta/index.ts';
import { gw } from '../support/gw.ts';
import { pdfText } from '../support/pdf-text.ts';
import { createDatabase } from '../support/postgres.ts';
import { hasUpworthy, writeUpworthyDrop } from '../support/upworthy-drop.ts';

const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string(), next: z.string() }) });

describe.skipIf(!hasUpworthy())(
  'the walk by command line, on the Upworthy archive (skipped where it is not at hand)',
  () => {
    const root = mkdtempSync(join(tmpdir(), 'cli-walk-'));
    const workspace = join(root, 'workspace');
    const drop = join(root, 'drop');
    const fake = new FakeMeta({ accountId: '1001', pageIds: ['2002'], token: 'walk-token' });
    let meta: FakeMetaServer;
    let database: string;
    let online: Record<string, string>;

    const passphrases: Readonly<Record<string, string>> = {
      Ada: 'ada keeps bees',
      Ben: 'ben mends boats',
      Ana: 'ana reads maps',
    };
    const as = (name: string, ...args: readonly string[]) =>
      gw(['--workspace', workspace, '--as', name, ...args], { GW_PASSPHRASE: passphrases[name] ?? '', ...online });
    const run = (...args: readonly string[]) => gw(['--workspace', workspace, ...args], online);
    const codeOf = (json: unknown) => errorSchema.parse(json).error.code;

    beforeAll(async () => {
      online = {};
      meta = await startFakeMeta({ fake });
      database = await createDatabase(inject('pgPort'), 'cli_walk');
      const yesterday = addDays(dayIn(Date.now(), 'UTC'), -1);
      await writeUpworthyDrop({ dir: drop, through: yesterday });
      writeFileSync(join(root, 'ben'), `${passphrases.Ben}\n`);
    });

    afterAll(async () => {
      await meta.close();
      rmSync(root, { recursive: true, force: true });
    });

    it('goes from the export to an approved, synced, audited action', async () => {
      // 1 · workspace, members, import
      expect(await gw(['init', workspace, '--name', 'Walk', '--zone', 'UTC', '--currency', 'USD'])).toMatchObject({
        code: 0,
      });
      expect(codeOf((await gw(['init', workspace])).json)).toBe('WORKSPACE_EXISTS');
      const first = await gw(['--workspace', workspace, 'member', 'add', '--name', 'Ada', '--role', 'admin'], {
        GW_NEW_PASSPHRASE: 'ada keeps bees',
      });
      expect(memberSchema.parse(first.json).role).toBe('admin');
      for (const [name, role] of [
        ['Ben', 'approver'],
        ['Ana', 'analyst'],
      ] as const) {
        online = { GW_NEW_PASSPHRASE: passphrases[name] ?? '' };
        expect(memberSchema.parse((await as('Ada', 'member', 'add', '--name', name, '--role', role)).json).name).toBe(
          name,
        );
      }
      online = {};
      const imported = z.object({ load: z.object({ rows: z.number() }), alreadyLoaded: z.boolean() });
      expect(imported.parse((await run('import', drop)).json)).toMatchObject({
        load: { rows: 13_721 },
        alreadyLoaded: false,
      });
      expect(imported.parse((await run('import', drop)).json)).toMatchObject({ alreadyLoaded: true });

      // 2 · the reads
      const list = creativeTestListSchema.parse((await run('tests')).json);
      expect(list.tests).toHaveLength(2_956);
      expect(Object.values(list.summary).reduce((sum, n) => sum + n, 0)).toBe(2_956);
      const winner = list.tests.find(({ verdict }) => verdict === 'winner');
      const undecided = list.tests.find(({ verdict }) => verdict === 'keep_testing');
      if (winner?.bestVariantId == null || undecided?.bestVariantId == null)
        throw new Error('the archive has winners and open tests');

      // 3 · proof
      const ref = `creative.p_best/${winner.testId}/${winner.bestVariantId}`;
      const proof = proofSchema.parse((await run('proof', ref)).json);
      expect(proof.value.value).toBe(winner.pBest);
      expect(proofRunSchema.parse((await run('proof', 'run', proof.id)).json).holds).toBe(true);

      // 4 · proposal and approval, all of it offline
      await as('Ada', 'connections', 'set', '--meta-account', '1001', '--meta-page', '2002', '--meta-url', meta.url);
      const promote = (test: typeof winner) =>
        as(
          'Ana',
          'promote',
          test.testId,
          test.bestVariantId ?? '',
          '--budget',
          '400',
          '--link',
          'https://balance.example/balance-v2',
          '--country',
          'US',
          '--financial',
        );
      expect(codeOf((await promote(undecided)).json)).toBe('PROPOSAL_NOT_SUPPORTED');
      const proposed = proposalViewSchema.parse((await promote(winner)).json);
      expect(proposed.state).toBe('in_review');
      const { id, fingerprint } = proposed.proposal;
      expect(codeOf((await as('Ana', 'approve', id, '--fingerprint', fingerprint)).json)).toBe('FOUR_EYES');
      expect(codeOf((await as('Ben', 'approve', id, '--fingerprint', 'f'.repeat(64))).json)).toBe('PROPOSAL_CHANGED');
      const approved = proposalViewSchema.parse((await as('Ben', 'approve', id, '--fingerprint', fingerprint)).json);
      expect(approved).toMatchObject({ state: 'approved', actionState: 'journaled' });
      expect(fake.handled).toHaveLength(0);

      // 5 · sync, once connected
      const waiting = syncStatusSchema.parse((await run('sync')).json);
      expect(waiting).toMatchObject({ waiting: 1, remote: { state: 'not_configured' } });
      online = { GW_META_TOKEN: 'walk-token', GW_REMOTE_URL: database };
      expect(syncStatusSchema.parse((await run('sync')).json)).toMatchObject({ waiting: 0, deadLetters: 0 });
      const [action] = z.array(actionViewSchema).parse((await run('actions')).json);
      expect(action).toMatchObject({ state: 'confirmed', receipt: { status: 'paused_created' } });
      expect(fake.store.live.map(({ kind }) => kind).toSorted()).toEqual(['ad', 'adset', 'campaign', 'creative']);
      expect(fake.handled.some(({ params }) => params.status === 'ACTIVE')).toBe(false);
      await run('sync');
      expect(fake.store.live).toHaveLength(4);

      const client = new pg.Client({ connectionString: database });
      await client.connect();
      try {
        const queue = await client.query('select status, per_day_minor::int from creative_publish_queue');
        expect(queue.rows).toEqual([{ status: 'paused_created', per_day_minor: 40_000 }]);
        const log = await client.query(
          "select count(*)::int as lines from creative_publish_log where status = 'paused_created'",
        );
        expect(log.rows[0].lines).toBeGreaterThan(0);
        const receipts = await client.query('select status from receipts');
        expect(receipts.rows).toEqual([{ status: 'paused_created' }]);
        await expect(client.query("update audit_events set actor = 'x'")).rejects.toThrow(/not allowed/);
        await expect(
          client.query('update approvals set approver_id = (select proposer_id from proposals limit 1)'),
        ).rejects.toThrow();
      } finally {
        await client.end();
      }

      // 6 · audit and report
      const verified = auditVerificationSchema.parse((await run('audit', 'verify')).json);
      expect(verified).toMatchObject({ passed: true, problem: null });
      expect(verified.checkpoints.remote).toBeGreaterThan(0);
      const reports = z
        .array(reportSchema)
        .parse((await run('report', '--out', join(root, 'report'), '--format', 'html,pdf')).json);
      const html = await readFile(reports[0]?.path ?? '', 'utf8');
      expect(html).toContain(formatCount(list.summary.winner));
      expect(html).not.toMatch(/NaN|Infinity|Invalid Date|undefined|\[object/);
      const printed = await pdfText(reports[1]?.path ?? '');
      for (const number of ['2,956 tests', '13,721 variants', formatCount(list.summary.winner)])
        expect(printed).toContain(number);

      const journal = join(workspace, 'journal', 'journal.ndjson');
      const bytes = await readFile(journal);
      const at = Math.floor(bytes.length / 2);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(journal, bytes);
      const broken = await run('audit', 'verify');
      expect(broken.code).toBe(1);
      expect(auditVerificationSchema.parse(broken.json)).toMatchObject({ passed: false });
    }, 240_000);

    it('says what is wrong with a command and exits with 2', async () => {
      const wrong = await gw(['no-such-command']);
      expect(wrong.code).toBe(2);
      expect(errorSchema.parse(wrong.json).error.code).toBe('USAGE');
    });
  },
);
