import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { appError, err } from '../../engine/core/index.ts';
import type { Spine } from '../../engine/store/journal/index.ts';
import { createWorkspace, type Layout, layoutOf } from '../../engine/workspace/index.ts';
import { manualClock } from '../../tests/support/clock.ts';
import { testId } from '../../tests/support/spine-events.ts';
import { openHistory } from '../history.ts';
import { stderrLog } from '../log.ts';
import { createAudit } from './audit.ts';

let layout: Layout;
let spine: Spine;

beforeEach(async () => {
  layout = layoutOf(await mkdtemp(join(tmpdir(), 'audit-')));
  const input = { id: testId(1), name: 'A', sample: false, zone: 'UTC', currency: 'USD' };
  const made = await createWorkspace(layout.dir, input);
  if (!made.ok) throw new Error(made.error.message);
  const opened = await openHistory(layout, made.value, { clock: manualClock(), log: stderrLog(() => {}) });
  if (!opened.ok) throw new Error(opened.error.message);
  spine = opened.value;
});
afterEach(async () => {
  await spine.close();
  await rm(layout.dir, { recursive: true, force: true });
});

const verified = (seq: number) => {
  const ops = {
    get: async () =>
      err(appError('JOURNAL_CORRUPT', { seq, reason: 'the tables hold 5 entries, the journal ends at 2' })),
    close: async () => {},
  };
  return createAudit({ layout, spine, ops, remote: async () => null }).verify();
};

it('[JN22] tables that know more than the journal, or otherwise, fail the audit of a chain that is whole', async () => {
  expect(await verified(3)).toMatchObject({
    ok: true,
    value: { passed: false, problem: { seq: 3, kind: 'truncated' } },
  });
  expect(await verified(2)).toMatchObject({ ok: true, value: { passed: false, problem: { seq: 2, kind: 'forked' } } });
});
