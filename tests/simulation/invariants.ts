import { isDecision, isRollback } from '../../engine/contract/index.ts';
import { type ActionRecord, readJournal, type SpineState } from '../../engine/store/journal/index.ts';
import { queueStatus } from '../../engine/store/ops/queue-status.ts';
import { isAtRest } from '../../sync/outbox/index.ts';
import type { HeldDecision } from '../../sync/postgres/types.ts';
import { EDGES, isEdge } from '../fakes/meta/store.ts';
import { liveByStep, tagOf } from './objects.ts';
import type { World } from './world.ts';

const KINDS = ['campaign', 'adset', 'creative', 'ad'] as const;

/** How often the network itself sent a create twice, by `action id/kind`: what the outbox can only find, not prevent. */
function sentTwice(world: World): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { fault, request } of world.net.injected) {
    const edge = request.path.split('/').at(-1) ?? '';
    if (fault.kind !== 'duplicate' || request.method !== 'POST' || !isEdge(edge)) continue;
    if (request.body.includes('validate_only')) continue;
    const key = `${tagOf(request.body)}/${EDGES[edge].kind}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** What must hold after every step, whatever went wrong. */
export function checkAlways(world: World): void {
  const doubled = sentTwice(world);
  for (const [key, live] of liveByStep(world.fake.store.live)) {
    const allowed = 1 + (doubled.get(key) ?? 0);
    if (live.length > allowed) world.violate(`${live.length} live objects for ${key}`);
  }
  checkDecisions(world);
  const { process } = world;
  if (process === null) return;
  for (const id of world.approved.keys()) {
    if (!process.spine.state.actions.has(id)) world.violate(`the approved action ${id} is lost`);
  }
}

/** Each action writes what everybody gets at most once. */
function checkDecisions(world: World): void {
  const times = new Map<string, number>();
  for (const { by } of world.remote.written) times.set(by, (times.get(by) ?? 0) + 1);
  for (const [id, count] of times) if (count > 1) world.violate(`${count} writes of ${id}`);
}

/** At rest, what production holds of a cell is what the journal's decisions leave of its arms. */
function checkArms(world: World, { cells, actions }: SpineState): void {
  for (const [key, record] of cells) {
    const unsettled = [...actions.values()].some(
      ({ action: { payload }, state }) =>
        (payload.kind === 'bandit.decide' || payload.kind === 'bandit.rollback') &&
        payload.cell === key &&
        state === 'dead_letter',
    );
    if (unsettled) continue;
    const held = world.remote.arms.get(key)?.arms.filter(({ state }) => state !== 'active') ?? [];
    const said = (arms: readonly { readonly arm: string; readonly state: string }[]): string =>
      arms
        .map(({ arm, state }) => `${arm} ${state}`)
        .toSorted()
        .join(', ');
    if (said(held) !== said(record.arms))
      world.violate(`production says ${said(held)} of ${key}, the journal ${said(record.arms)}`);
    const shares = world.remote.arms.get(key)?.arms.reduce((sum, { share }) => sum + share, 0) ?? 1;
    if (Math.abs(shares - 1) > 1e-9) world.violate(`the shares of ${key} add up to ${shares}`);
  }
}

/** A confirmed decision was written and stands; one that was given up was not; one that was rolled back is undone. */
function checkDecision(world: World, { action, state }: ActionRecord, takenBack: boolean): void {
  const held = world.remote.decisions.get(action.id);
  const stands = held !== undefined && held.takenBackBy === null;
  if (state === 'confirmed' && !stands && !takenBack) world.violate(`confirmed ${action.id} was not decided`);
  if (['rolled_back', 'superseded', 'discarded'].includes(state) && stands)
    world.violate(`${state} ${action.id} still stands`);
  const now = held === undefined ? undefined : standingOn(world, held);
  if (now?.actionId && !world.remote.decisions.has(now.actionId)) world.violate('a flag or a cell of no decision');
}

const standingOn = ({ remote }: World, held: HeldDecision) =>
  held.kind === 'experiment.decide' ? remote.flags.get(held.flag) : remote.arms.get(held.cell);

/** What the journal's bytes must say to a stranger: the chain verifies, keeps what was approved, and is the remote's. */
export function checkJournal(world: World): void {
  const reading = readJournal(world.journalBytes);
  if (reading.problem !== null) world.violate(`the journal does not verify: ${reading.problem.reason}`);
  const journaled = new Set(
    reading.entries.flatMap(({ event }) => (event.type === 'action.journaled' ? [event.action.id] : [])),
  );
  for (const id of world.approved.keys()) if (!journaled.has(id)) world.violate(`the approved action ${id} is lost`);
  const forked = world.remote.audit.find((entry) => reading.entries[entry.seq - 1]?.hash !== entry.hash);
  if (forked !== undefined) world.violate(`the remote holds another audit entry ${forked.seq}`);
}

/** What must hold once everything is mended and has come to rest. */
export function checkAtRest(world: World): void {
  checkJournal(world);
  const { process } = world;
  if (process === null) {
    world.violate('no process at rest');
    return;
  }
  const { state, head } = process.spine;
  const live = liveByStep(world.fake.store.live);
  // A rollback that ended as a dead letter may have deleted some or all of it; that is for a person to see.
  const rolledBack = new Set(
    [...state.actions.values()].flatMap(({ action }) =>
      isRollback(action.payload) ? [action.payload.ofActionId] : [],
    ),
  );
  for (const [id, record] of state.actions) {
    if (!isAtRest(record.state)) world.violate(`action ${id} is still ${record.state}`);
    if (record.state === 'dead_letter' && record.failure === null) world.violate(`dead letter ${id} has no reason`);
    const { payload } = record.action;
    if (isDecision(payload)) checkDecision(world, record, rolledBack.has(id));
    if (payload.kind !== 'creative.publish') continue;
    for (const kind of KINDS) {
      const objects = live.get(`${id}/${kind}`) ?? [];
      const made = record.steps.find((s) => s.step === kind)?.platformId;
      const beingTakenBack = rolledBack.has(id) && objects.length === 0;
      if (record.state === 'confirmed' && !beingTakenBack && (objects.length !== 1 || objects[0]?.id !== made)) {
        world.violate(`confirmed ${id} has ${objects.length} live ${kind}`);
      }
      if (['rolled_back', 'superseded', 'discarded'].includes(record.state) && objects.length > 0) {
        world.violate(`${record.state} ${id} has ${objects.length} live ${kind}`);
      }
    }
  }
  checkArms(world, state);
  for (const object of world.fake.store.all) {
    const tag = tagOf(object.name);
    if (![...state.actions.keys()].some((id) => id === tag))
      world.violate(`object ${object.id} of no journaled action`);
  }
  const pushed = world.remote.audit.at(-1)?.seq ?? 0;
  if (pushed !== head.seq) world.violate(`the remote holds ${pushed} of ${head.seq} audit entries`);
  for (const [id, row] of world.remote.queue) {
    const record = [...state.actions.values()].find((r) => r.action.id === id);
    if (record === undefined || queueStatus(record) !== row.status)
      world.violate(`the remote says ${row.status} of ${id}, which is ${record?.state}`);
    if (record?.receipt && !world.remote.receipts.has(record.receipt.id))
      world.violate(`the receipt of ${id} is missing`);
  }
}
