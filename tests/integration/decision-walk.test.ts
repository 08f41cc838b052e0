import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { authorizeAction, rollBack } from '../../engine/approvals/index.ts';
import { ok } from '../../engine/core/index.ts';
import { createOutbox } from '../../sync/outbox/index.ts';
import { createProduction } from '../../sync/platforms/production/index.ts';
import { createPostgres } from '../../sync/postgres/index.ts';
import { approvalsWorld, must } from '../support/approvals-world.ts';
import { createDatabase } from '../support/postgres.ts';
import { seededRandom } from '../support/random.ts';

/** A workspace, its sync, and the production database it writes to. */
async function opened(name: string) {
  const world = await approvalsWorld();
  // Production judges by its own clock.
  world.clock.advance(Date.now() - world.clock.millis());
  const url = await createDatabase(inject('pgPort'), name);
  const store = createPostgres({ url });
  const { spine, clock } = world;
  const { workspaceId } = spine.state;
  if (workspaceId === null) throw new Error('no workspace');
  const production = createProduction({ store, workspaceId, now: () => clock.now() });
  const outbox = createOutbox({
    spine,
    platforms: () => ok(production),
    remote: () => ok(store),
    authorize: (state, action) => authorizeAction(state, action, clock.now()),
    clock,
    random: seededRandom(3),
    log: { info: () => {}, warn: () => {} },
  });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const rows = async (sql: string) => (await client.query(sql)).rows;
  const close = async () => {
    await client.end();
    await store.close();
  };
  return { world, spine, outbox, client, rows, close };
}

it('[EX20] [EX26] [EX27] [EX28] goes from a read to production and back, with four eyes, on a real Postgres', async () => {
  const { world, spine, outbox, client, rows, close } = await opened('decision_walk');
  const FLAG = "select value, action_id from feature_flags where key = 'checkout'";
  try {
    const id = must(await world.decide('mia'));
    await outbox.runOnce();
    expect(await rows('select 1 from action_queue')).toEqual([]);
    must(await world.approve('ada', id));
    const { actionId } = world.proposal(id);
    await outbox.runOnce();
    expect(spine.state.actions.get(actionId)).toMatchObject({ state: 'confirmed', receipt: { status: 'decided' } });
    expect(await rows(FLAG)).toEqual([{ value: { steps: 3 }, action_id: actionId }]);
    expect(await rows('select kind, status from action_queue')).toEqual([
      { kind: 'experiment.decide', status: 'confirmed' },
    ]);
    expect(await rows('select status from receipts')).toEqual([{ status: 'decided' }]);
    expect(await rows('select experiment_key, variation from experiment_decisions')).toEqual([
      { experiment_key: 'checkout', variation: 'treatment' },
    ]);
    expect(await rows("select 1 from action_log where status = 'confirmed'")).toHaveLength(1);
    await expect(client.query("update feature_flags set value = 'false'")).rejects.toThrow(/by a decision only/);

    world.signIn('max');
    const rollback = must(await rollBack(world.ports, actionId, 'Support is flooded.'));
    await outbox.runOnce();
    expect(spine.state.actions.get(rollback.id)).toMatchObject({
      state: 'confirmed',
      receipt: { status: 'rolled_back' },
    });
    expect(spine.state.actions.get(actionId)?.state).toBe('rolled_back');
    expect(await rows(FLAG)).toEqual([]);
    expect(spine.state.experiments.get('checkout')).toMatchObject({ status: 'stopped', decision: null });

    const again = must(await world.decide('mia'));
    must(await world.approve('abe', again));
    await outbox.runOnce();
    expect(await rows(FLAG)).toEqual([{ value: { steps: 3 }, action_id: world.proposal(again).actionId }]);
  } finally {
    await close();
  }
});

it('[BA85] [BA88] [BA91] [BA92] a kill and a promotion go to production once, and back, on a real Postgres', async () => {
  const { world, spine, outbox, client, rows, close } = await opened('arm_walk');
  const ARMS = 'select arm, state, share from explore_cell_arms order by arm';
  const KILLED = [
    { arm: 'a', state: 'active', share: 0.8 },
    { arm: 'b', state: 'active', share: 0.2 },
    { arm: 'c', state: 'killed', share: 0 },
  ];
  try {
    const id = must(await world.decideArm('mia', { arm: 'c', outcome: 'kill', reason: 'It has no chance left.' }));
    await outbox.runOnce();
    expect(await rows('select 1 from action_queue')).toEqual([]);
    must(await world.approve('ada', id));
    const { actionId } = world.proposal(id);
    await outbox.runOnce();
    await outbox.runOnce();
    expect(spine.state.actions.get(actionId)).toMatchObject({ state: 'confirmed', receipt: { status: 'decided' } });
    expect(spine.state.actions.get(actionId)?.receipt?.objects).toEqual([
      { kind: 'cell', platformId: 'meta-students' },
      { kind: 'arm', platformId: 'c' },
    ]);
    expect(await rows(ARMS)).toEqual(KILLED);
    expect(await rows('select decision, arm, state, decided_by from bandit_decisions')).toEqual([
      { decision: 'kill', arm: 'c', state: 'done', decided_by: world.member('mia').id },
    ]);
    await expect(client.query("update explore_cell_arms set share = 1 where arm = 'c'")).rejects.toThrow(
      /by a decision only/,
    );

    const promoted = must(await world.decideArm('max'));
    must(await world.approve('abe', promoted));
    await outbox.runOnce();
    expect(await rows(ARMS)).toEqual([
      { arm: 'a', state: 'promoted', share: 1 },
      { arm: 'b', state: 'killed', share: 0 },
      { arm: 'c', state: 'killed', share: 0 },
    ]);
    expect(spine.state.cells.get('meta-students')?.arms).toHaveLength(3);

    world.signIn('max');
    const rollback = must(await rollBack(world.ports, world.proposal(promoted).actionId, 'Support is flooded.'));
    await outbox.runOnce();
    expect(spine.state.actions.get(rollback.id)).toMatchObject({
      state: 'confirmed',
      receipt: { status: 'rolled_back' },
    });
    expect(await rows(ARMS)).toEqual(KILLED);
    expect(spine.state.cells.get('meta-students')?.arms).toEqual([{ arm: 'c', state: 'killed' }]);
    expect(await rows('select arm, state from bandit_decisions order by arm')).toEqual([
      { arm: 'a', state: 'taken_back' },
      { arm: 'c', state: 'done' },
    ]);
    expect(await rows('select kind, status from action_queue order by queued_at, kind')).toEqual([
      { kind: 'bandit.decide', status: 'confirmed' },
      { kind: 'bandit.decide', status: 'rolled_back' },
      { kind: 'bandit.rollback', status: 'confirmed' },
    ]);
  } finally {
    await close();
  }
});
