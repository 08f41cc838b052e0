import { createHash } from 'node:crypto';
import { join } from 'node:path';
import {
  type ApprovalPorts,
  type ArmDecideInput,
  approve,
  type DecideInput,
  proposeBanditDecision,
  proposeDecision,
  proposePromotion,
} from '../../engine/approvals/index.ts';
import type {
  BanditRead,
  Caps,
  CreativeTest,
  DatasetFreshness,
  ExperimentRead,
  ExperimentVerdict,
  Member,
  PromoteInput,
  Proof,
  Proposal,
  Role,
} from '../../engine/contract/index.ts';
import { appError, dayOf, err, type Money, money, ok, type Result, type Uuid } from '../../engine/core/index.ts';
import { creativeEngine } from '../../engine/creative/engine.fixture.ts';
import { readCreativeTest } from '../../engine/creative/index.ts';
import { loadPolicies } from '../../engine/guardrails/index.ts';
import { createSession, type Keyring } from '../../engine/members/index.ts';
import { makeProof, readProof } from '../../engine/proofs/index.ts';
import type { Spine, SpineState } from '../../engine/store/journal/index.ts';
import { planPublish } from '../../sync/platforms/meta/plan.ts';
import { planDecision } from '../../sync/platforms/production/plan.ts';
import { banditRead } from './bandit-read.ts';
import { cellRunning } from './cells.ts';
import { type ManualClock, manualClock } from './clock.ts';
import { experimentRead } from './experiment-read.ts';
import { experimentRunning } from './experiments.ts';
import { seededRandom } from './random.ts';
import { added, type SignedMember, signedMember } from './signed-members.ts';
import { commit, testSpine } from './spine.ts';
import { draft, proof, testId, WORKSPACE } from './spine-events.ts';
import { withoutTiles } from './without-tiles.ts';

/** Clear winners are the second variants of `win…`; nobody can tell the variants of `tie`; `skew` is split unevenly. */
const COUNTS = {
  win1: [
    [400, 20_000],
    [600, 20_000],
  ],
  win2: [
    [300, 20_000],
    [500, 20_000],
  ],
  win3: [
    [200, 20_000],
    [400, 20_000],
  ],
  early: [
    [3, 200],
    [4, 200],
  ],
  skew: [
    [400, 10_000],
    [900, 20_000],
  ],
} as const;

/** `mia` and `max` analyse, `ada` and `abe` approve, `zoe` is admin. */
const PEOPLE = {
  mia: 'analyst',
  max: 'analyst',
  ada: 'approver',
  abe: 'approver',
  zoe: 'admin',
} as const satisfies Record<string, Role>;
export type Person = keyof typeof PEOPLE;
export const PERSONS: readonly Person[] = ['mia', 'max', 'ada', 'abe', 'zoe'];

export const CAPS: Caps = { perDay: money(100_000, 'USD'), twoApproversAbove: money(50_000, 'USD') };

export const passphraseOf = (person: Person): string => `the passphrase of ${person}`;

/** What the world outside the journal looks like; tests change it. */
export interface Outside {
  freshness: DatasetFreshness['state'] | 'unreadable';
  test: (read: CreativeTest) => Result<CreativeTest>;
  target: { accountId: string; pageId: string; currency: string };
  verdict: ExperimentVerdict | 'unreadable';
  experiment: (read: ExperimentRead) => ExperimentRead;
  bandit: (read: BanditRead) => Result<BanditRead>;
  spent: Money | null;
}

export interface ApprovalsWorld {
  readonly ports: ApprovalPorts;
  readonly spine: Spine;
  readonly clock: ManualClock;
  readonly outside: Outside;
  readonly state: () => SpineState;
  readonly member: (person: Person) => Member;
  readonly signIn: (person: Person) => void;
  /** Signs in and proposes. */
  readonly propose: (person: Person, change?: Partial<PromoteInput>) => Promise<Result<Uuid>>;
  /** Signs in and proposes to ship the treatment of `checkout`, which runs. */
  readonly decide: (person: Person, change?: Partial<DecideInput>) => Promise<Result<Uuid>>;
  /** Signs in and proposes to promote arm a of the cell `meta-students`, which runs. */
  readonly decideArm: (person: Person, change?: Partial<ArmDecideInput>) => Promise<Result<Uuid>>;
  /** Signs in and approves what is there now, with the right passphrase. */
  readonly approve: (person: Person, proposalId: Uuid) => Promise<Result<void>>;
  readonly proposal: (id: Uuid) => Proposal;
}

/** Reads of the same counts are the same, so each is made once for all worlds. */
function once<T>(read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const made = new Map<string, Promise<T>>();
  return (key) => {
    const value = made.get(key) ?? read(key);
    made.set(key, value);
    return value;
  };
}

const analytics = creativeEngine(COUNTS);
const policiesOf = once((dir) => loadPolicies(dir));
const readOf = once((testId) => readCreativeTest(analytics, { testId }));
const readingOf = once((ref) => readProof(withoutTiles(analytics), { ref }));

/** Keys that are open to whoever knows `passphraseOf`: the real keyring takes a tenth of a second a guess. */
function openKeyring(people: ReadonlyMap<Person, SignedMember>): Keyring {
  return {
    create: () => Promise.reject(new Error('nobody is added here')),
    async unlock(memberId, passphrase) {
      const found = [...people].find(([, { member }]) => member.id === memberId);
      if (found === undefined) return err(appError('KEY_MISSING', { member: memberId }));
      const [person, { signer, member }] = found;
      return passphrase === passphraseOf(person)
        ? ok(signer)
        : err(appError('PASSPHRASE_WRONG', { member: member.name }));
    },
    remove: () => Promise.resolve(),
  };
}

const freshnessOf = (dataset: string, state: DatasetFreshness['state'], clock: ManualClock): DatasetFreshness => ({
  dataset,
  state,
  dataThrough: state === 'unknown' ? null : dayOf('2026-11-01'),
  loadedAt: state === 'unknown' ? null : clock.now(),
  dueAt: null,
  rows: 35,
  quarantined: 0,
});

const DATASETS = ['creative_daily', 'ab_exposures', 'ab_outcomes', 'spend_daily', 'outcomes_daily'];

export const promotion = (change: Partial<PromoteInput> = {}): PromoteInput => {
  const test = change.testId ?? 'win1';
  return {
    testId: test,
    variantId: `${test}-2`,
    dailyBudget: money(40_000, 'USD'),
    link: 'https://example.com/balance-v2',
    countries: ['US'],
    financialProduct: true,
    ...change,
  };
};

export const DECISION: DecideInput = {
  key: 'checkout',
  outcome: 'ship',
  variation: 'treatment',
  reason: 'More people finish.',
};

export const ARM_DECISION: ArmDecideInput = {
  cell: 'meta-students',
  arm: 'a',
  outcome: 'promote',
  reason: 'It is best.',
};

/** A proof of a number of an experiment or a cell: only its reference and id matter here. */
const anyProof = (ref: string): Proof => ({
  ...proof(),
  ref,
  id: `pf_${createHash('sha256').update(ref).digest('hex').slice(0, 32)}`,
});

/** Proposals, guardrails, policies and journal as they are in the product; only data, keys and clock are stand-ins. */
export async function approvalsWorld(): Promise<ApprovalsWorld> {
  const clock = manualClock();
  const spine = await testSpine();
  const people = new Map(PERSONS.map((person, i) => [person, signedMember(testId(10 + i), person, PEOPLE[person])]));
  const of = (person: Person): SignedMember => {
    const found = people.get(person);
    if (found === undefined) throw new Error(`there is no ${person}`);
    return found;
  };
  await commit(spine, [
    draft({ type: 'workspace.created', workspaceId: WORKSPACE, name: 'Balance' }),
    ...[...people.values()].map(added),
    draft({ type: 'caps.set', caps: CAPS }),
    ...experimentRunning(),
    ...cellRunning(),
  ]);
  const policies = await policiesOf(join(import.meta.dirname, '../../resources/policies'));
  if (!policies.ok) throw new Error(policies.error.message);
  const session = createSession({ clock });
  const outside: Outside = {
    freshness: 'fresh',
    test: ok,
    target: { accountId: '1001', pageId: '2002', currency: 'USD' },
    verdict: 'ship',
    experiment: (read) => read,
    bandit: ok,
    spent: money(100_000, 'USD'),
  };
  const ports: ApprovalPorts = {
    ...{ spine, session, clock, policies: policies.value },
    keyring: openKeyring(people),
    random: seededRandom(1),
    async readTest(testId) {
      const read = await readOf(testId);
      return read.ok ? outside.test(read.value) : read;
    },
    async readExperiment(key) {
      const record = spine.state.experiments.get(key);
      if (record === undefined) return err(appError('NOT_FOUND', { what: 'Experiment', id: key }));
      if (outside.verdict === 'unreadable') return err(appError('CACHE_WORKER_DIED'));
      return ok(outside.experiment(experimentRead(record, outside.verdict)));
    },
    async readBandit(key) {
      const record = spine.state.cells.get(key);
      if (record === undefined) return err(appError('NOT_FOUND', { what: 'Cell', id: key }));
      return outside.bandit(banditRead(record));
    },
    cellSpent: async () => ok(outside.spent),
    async freshness() {
      const state = outside.freshness;
      if (state === 'unreadable') return err(appError('CACHE_WORKER_DIED'));
      return ok(DATASETS.map((dataset) => freshnessOf(dataset, state, clock)));
    },
    async prove(ref): Promise<Result<Proof>> {
      if (ref.startsWith('experiment.') || ref.startsWith('bandit.')) return ok(anyProof(ref));
      const reading = await readingOf(ref);
      return reading.ok ? ok(makeProof(reading.value, clock)) : reading;
    },
    target: () => outside.target,
    plan: (payload, actionId) =>
      payload.kind === 'creative.publish' ? planPublish(payload, actionId, 'v24.0') : planDecision(payload, actionId),
  };
  const proposal = (id: Uuid): Proposal => {
    const record = spine.state.proposals.get(id);
    if (record === undefined) throw new Error(`there is no proposal ${id}`);
    return record.proposal;
  };
  const signIn = (person: Person): void => session.signIn(of(person).signer);
  return {
    ...{ ports, spine, clock, outside, proposal, signIn },
    state: () => spine.state,
    member: (person) => of(person).member,
    propose(person, change) {
      signIn(person);
      return proposePromotion(ports, promotion(change));
    },
    decide(person, change) {
      signIn(person);
      return proposeDecision(ports, { ...DECISION, ...change });
    },
    decideArm(person, change) {
      signIn(person);
      return proposeBanditDecision(ports, { ...ARM_DECISION, ...change });
    },
    approve(person, proposalId) {
      signIn(person);
      const { fingerprint } = proposal(proposalId);
      return approve(ports, { proposalId, fingerprint, passphrase: passphraseOf(person) });
    },
  };
}

/** The value of what has to succeed here. @throws Error with the message of the failure. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

export const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);
