import {
  type Action,
  type BanditDecide,
  isDecision,
  isRollback,
  type Proposal,
  subjectOf,
} from '../../engine/contract/index.ts';
import { money, type Uuid } from '../../engine/core/index.ts';
import { type ActionRecord, decidedBefore, decisionsOn, type Spine } from '../../engine/store/journal/index.ts';
import { isAtRest } from '../../sync/outbox/index.ts';
import { cellDesign, cellRunning } from '../support/cells.ts';
import { experimentRunning } from '../support/experiments.ts';
import {
  rollbackOf,
  type SignedAction,
  signedDecision,
  signedOpening,
  signedPublication,
} from '../support/signed-actions.ts';
import { CARA, decide, draft, killArm, promoteArm } from '../support/spine-events.ts';

import { checkAlways, checkAtRest, checkJournal } from './invariants.ts';
import { type Sabotage, World } from './world.ts';

export interface SimulationResult {
  readonly seed: number;
  readonly violations: readonly string[];
  readonly trace: readonly string[];
  readonly netFaults: number;
  readonly remoteFaults: number;
  readonly crashes: number;
  readonly diskFaults: number;
  readonly actions: number;
  /** How often production was told what everybody gets. */
  readonly decisions: number;
  /** How often of them how a cell is shared. */
  readonly overArms: number;
  /** How the actions ended, by state. */
  readonly ended: Readonly<Record<string, number>>;
}

const STEPS = 40;

/** One seeded run: members propose, approve, roll back, flip the kill switch; everything around them fails. */
export async function simulate(seed: number, sabotage: Sabotage = {}): Promise<SimulationResult> {
  const world = new World(seed, sabotage);
  let next = 100;
  while (!(await world.write((spine) => (spine.state.seq === 0 ? beginning() : []))));
  for (let step = 0; step < STEPS && world.violations.length === 0; step++) {
    const chosen = world.random.uniform();
    if (step === 0 || chosen < 0.08) next = await approveOne(world, next);
    else if (chosen < 0.7) await onePass(world);
    else if (chosen < 0.75) waitAWhile(world);
    else if (chosen < 0.8) next = await rollBackOne(world, next);
    else if (chosen < 0.85) await attendDeadLetter(world);
    else if (chosen < 0.9) await flipKillSwitch(world);
    else if (chosen < 0.92) await changeCaps(world);
    else if (chosen < 0.95) breakOrMend(world);
    else if (chosen < 0.97) world.failDisk();
    else world.crashNow();
    world.net.settle();
    checkAlways(world);
    if (step === STEPS / 2) checkJournal(world);
  }
  if (world.violations.length === 0) await mendAndRest(world);
  return resultOf(seed, world);
}

/** Takes the remote or the token away, or gives back what is missing. */
function breakOrMend(world: World): void {
  const whole = !world.remoteFaults.down && world.fake.token === 'test-token';
  const remote = world.random.uniform() < 0.5;
  world.remoteFaults.down = whole && remote;
  world.fake.token = whole && !remote ? 'renewed' : 'test-token';
  world.note(`remote ${world.remoteFaults.down ? 'down' : 'up'}, token ${world.fake.token}`);
}

async function onePass(world: World): Promise<void> {
  if (world.random.uniform() < 0.5) world.process?.outbox.resume();
  await world.inProcess(async ({ outbox }) => {
    const report = await outbox.runOnce();
    const due = report.nextAt ?? 0;
    if (due > world.clock.millis() && world.random.uniform() < 0.8) world.clock.advance(due - world.clock.millis());
    world.note(
      `pass: ${report.moved.map((m) => `${m.actionId.slice(-4)} ${m.from}→${m.to}`).join(', ') || 'nothing moved'}`,
    );
  });
}

function waitAWhile(world: World): void {
  const ms = Math.floor(world.random.uniform() * 120_000);
  world.clock.advance(ms);
  world.note(`${ms} ms pass`);
}

async function approveOne(world: World, n: number): Promise<number> {
  const made = await madeOf(world, n);
  if (made === null) return n + 10;
  const { proposalId, actionId: id, proposed, approved } = made;
  await world.write((spine) => (spine.state.proposals.has(proposalId) ? [] : proposed));
  const done = await world.write((spine) =>
    spine.state.proposals.has(proposalId) && !spine.state.actions.has(id) ? approved : [],
  );
  const action = world.process?.spine.state.actions.get(id)?.action;
  if (done && action) world.approved.set(id, action);
  world.note(`approved ${id.slice(-4)}: ${done ? 'acknowledged' : 'not known'}`);
  return n + 10;
}

function madeOf(world: World, n: number): Promise<SignedAction | null> {
  const chosen = world.random.uniform();
  if (chosen < 0.25) return decisionOf(world, n);
  return chosen < 0.5 ? armDecisionOf(world, n) : Promise.resolve(publicationOf(world, n));
}

function publicationOf(world: World, n: number): SignedAction {
  const perDayMinor = 2_000 + Math.floor(world.random.uniform() * 7_000);
  return signedPublication(n, { perDayMinor });
}

/** A decision over a new experiment on one of a few flags, made from what the flag is as far as the journal knows. */
async function decisionOf(world: World, n: number): Promise<SignedAction | null> {
  const payload = decide(`trial-${n}`, `flag-${Math.floor(world.random.uniform() * 3)}`);
  let before: Proposal['before'] = {};
  const started = await world.write((spine) => {
    before = decidedBefore(spine.state, payload);
    return spine.state.experiments.has(payload.experimentKey) ? [] : experimentRunning(payload);
  });
  return started ? signedDecision(n, payload, before) : null;
}

/** A promotion or a kill of an arm that is active in one of two cells, as far as the journal knows. */
async function armDecisionOf(world: World, n: number): Promise<SignedAction | null> {
  const key = pick(world, CELLS);
  if (key === undefined) return null;
  const [chosen, promotes] = [world.random.uniform(), world.random.uniform() < 0.3];
  let made: SignedAction | null = null;
  const known = await world.write(({ state }) => {
    const record = state.cells.get(key);
    const active = ARMS.filter((arm) => !record?.arms.some((each) => each.arm === arm));
    const arm = active[Math.floor(chosen * active.length)];
    if (arm === undefined || (active.length === 1 && !promotes)) return [];
    const payload = promotes ? promoteArm(key, arm, active) : { ...killArm(key, arm), shares: evenly(active, arm) };
    made = signedDecision(n, payload, decidedBefore(state, payload));
    return [];
  });
  return known ? made : null;
}

const CELLS = ['cell-0', 'cell-1'];
const beginning = () => [...signedOpening(), ...CELLS.flatMap((key) => cellRunning(cellDesign({ key, segment: key })))];
const ARMS = ['a', 'b', 'c', 'd', 'e'];

const evenly = (active: readonly string[], gone: string): BanditDecide['shares'] =>
  active.map((arm) => ({ arm, share: arm === gone ? 0 : 1 / (active.length - 1) }));

function pick<T>(world: World, items: readonly T[]): T | undefined {
  return items[Math.floor(world.random.uniform() * items.length)];
}

const rolledBackAlready = (spine: Spine, id: Uuid): boolean =>
  [...spine.state.actions.values()].some(
    ({ action }) => isRollback(action.payload) && action.payload.ofActionId === id,
  );

/** A decision is taken back when it may have been carried out and nothing was decided on its flag since. */
function canBeTakenBack({ state }: Spine, { action }: ActionRecord): boolean {
  const { payload } = action;
  if (payload.kind === 'creative.publish') return true;
  return isDecision(payload) && decisionsOn(state, subjectOf(payload)).at(-1)?.record.action.id === action.id;
}

async function rollBackOne(world: World, n: number): Promise<number> {
  let made: Action | null = null;
  const done = await world.write((spine) => {
    const candidates = [...spine.state.actions.values()].filter(
      (r) =>
        (r.state === 'confirmed' || r.state === 'dead_letter') &&
        canBeTakenBack(spine, r) &&
        !rolledBackAlready(spine, r.action.id),
    );
    const of = pick(world, candidates);
    if (of === undefined) return [];
    made = rollbackOf(n, of);
    return [draft({ type: 'action.journaled', action: made }, CARA)];
  });
  const action: Action | null = made;
  if (done && action !== null) remember(world, action);
  return n + 10;
}

function remember(world: World, action: Action): void {
  world.approved.set(action.id, action);
  world.note(`rollback ${action.id.slice(-4)} asked for`);
}

async function attendDeadLetter(world: World): Promise<void> {
  await world.inProcess(async ({ spine, outbox }) => {
    const dead = pick(
      world,
      [...spine.state.actions.values()].filter((r) => r.state === 'dead_letter'),
    );
    if (dead === undefined) return;
    const { id } = dead.action;
    const retry = world.random.uniform() < 0.6;
    const asked = retry ? await outbox.retry(id, CARA) : await outbox.discard(id, { reason: 'simulated', actor: CARA });
    world.note(`${retry ? 'retry' : 'discard'} ${id.slice(-4)}: ${asked.ok ? 'ok' : asked.error.code}`);
  });
}

async function flipKillSwitch(world: World): Promise<void> {
  await world.write((spine) => {
    const on = !spine.state.killSwitch.on && world.random.uniform() < 0.5;
    world.note(`kill switch ${on ? 'on' : 'off'}`);
    return [draft({ type: 'kill_switch.set', on, reason: 'simulated' }, CARA)];
  });
}

async function changeCaps(world: World): Promise<void> {
  const perDay = 8_000 + Math.floor(world.random.uniform() * 20_000);
  await world.write(() => [
    draft({ type: 'caps.set', caps: { perDay: money(perDay, 'USD'), twoApproversAbove: money(10_000, 'USD') } }, CARA),
  ]);
  world.note(`cap ${perDay} a day`);
}

/** Everything around recovers; the outbox has to come to rest by itself. */
async function mendAndRest(world: World): Promise<void> {
  world.note('everything is mended');
  world.faulty = false;
  world.crashNow();
  world.fake.token = 'test-token';
  Object.assign(world.remoteFaults, { share: 0, refusals: 0, down: false });
  await world.write((spine) =>
    spine.state.killSwitch.on ? [draft({ type: 'kill_switch.set', on: false, reason: 'mended' }, CARA)] : [],
  );
  let resting = false;
  for (let pass = 0; pass < 60 && !resting; pass++) {
    await world.inProcess(async ({ outbox, spine }) => {
      const { nextAt } = await outbox.runOnce();
      resting = nextAt === null && [...spine.state.actions.values()].every((r) => isAtRest(r.state));
      if (nextAt !== null && nextAt > world.clock.millis()) world.clock.advance(nextAt - world.clock.millis());
    });
    world.net.settle();
    checkAlways(world);
    if (world.violations.length > 0) return;
  }
  checkAtRest(world);
}

function resultOf(seed: number, world: World): SimulationResult {
  const ended: Record<string, number> = {};
  const actions = world.process?.spine.state.actions ?? new Map();
  for (const record of actions.values()) ended[record.state] = (ended[record.state] ?? 0) + 1;
  return {
    seed,
    violations: world.violations,
    trace: world.trace,
    netFaults: world.net.injected.length,
    remoteFaults: world.remoteFaults.injected,
    crashes: world.crashes,
    diskFaults: world.diskFaults,
    actions: actions.size,
    decisions: world.remote.written.length,
    overArms: world.remote.written.filter(({ of }) => CELLS.includes(of)).length,
    ended,
  };
}
