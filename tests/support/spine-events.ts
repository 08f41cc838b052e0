import { createHash } from 'node:crypto';
import {
  type Action,
  type Approval,
  type BanditDecide,
  type CreativePublish,
  type DecisionPayload,
  type DecisionRollback,
  type ExperimentDecide,
  isDecision,
  type Load,
  type Member,
  type Proof,
  type Proposal,
  type ProposedPayload,
  type Receipt,
  type Role,
  type SpineEvent,
} from '../../engine/contract/index.ts';
import { canonicalJson, dayOf, type Instant, instantOf, isUuid, money, type Uuid } from '../../engine/core/index.ts';
import type { EventDraft } from '../../engine/store/journal/index.ts';

/** The n-th id of tests: valid, readable, always the same. */
export function testId(n: number): Uuid {
  const id = `01930000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
  if (!isUuid(id)) throw new RangeError(`no test id for ${n}`);
  return id;
}

export const at = (minute: number): Instant => instantOf(Date.parse('2026-11-02T09:00:00.000Z') + minute * 60_000);
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

export const WORKSPACE = testId(1);
export const ANA = testId(10);
export const BEN = testId(11);
export const CARA = testId(12);

export const member = (id: Uuid, name: string, role: Role, publicKey = 'QUJD'): Member => ({
  id,
  name,
  role,
  publicKey,
  addedAt: at(0),
});

export const load = (n = 30): Load => ({
  id: testId(n),
  dataset: 'creative_daily',
  contractVersion: '1.0.0',
  snapshotId: `snapshot-${n}`,
  snapshotHash: sha(`snapshot-${n}`),
  generatedAt: at(0),
  dataThrough: dayOf('2026-11-01'),
  loadedAt: at(1),
  rows: 120,
  quarantined: 2,
  days: 7,
  files: [{ path: 'day=2026-11-01/part-0.parquet', bytes: 2_048, sha256: sha('part-0'), rows: 120 }],
});

export const proof = (n = 1): Proof => ({
  id: `pf_${n.toString(16).padStart(32, '0')}`,
  ref: 'creative.p_best/t1/v2',
  label: 'P(best) of variant B',
  value: { kind: 'probability', value: 0.97 },
  query: { id: 'creative.variant_totals', sql: 'select 1', params: [{ name: 'test_id', value: 't1' }] },
  sources: [],
  method: { name: 'beta-binomial', version: '1', seed: null, parameters: [], assumptions: [], reference: '' },
  caveats: [],
  computedAt: at(2),
});

export const publish = (perDayMinor = 5_000): CreativePublish => ({
  kind: 'creative.publish',
  platform: 'meta',
  accountId: '1001',
  pageId: '2002',
  testId: 't1',
  variantId: 'v2',
  name: 'Balance autumn B',
  headline: 'See where your money goes',
  body: 'Balance sorts every payment for you.',
  link: 'https://example.com/balance-v2',
  dailyBudget: money(perDayMinor, 'USD'),
  countries: ['US'],
  specialAdCategories: ['FINANCIAL_PRODUCTS_SERVICES'],
});

/** Ships the treatment of an experiment; its flag has the experiment's name. */
export const decide = (experimentKey = 'checkout', flag = experimentKey): ExperimentDecide => ({
  kind: 'experiment.decide',
  platform: 'production',
  experimentKey,
  outcome: 'ship',
  variation: 'treatment',
  flag,
  value: { steps: 3 },
  designVersion: 1,
  reason: 'More people finish.',
});

/** Kills an arm of a cell that has three; the others share its traffic. */
export const killArm = (cell = 'meta-students', arm = 'c'): BanditDecide => ({
  ...{ kind: 'bandit.decide', platform: 'production', cell, outcome: 'kill', arm },
  shares: ['a', 'b', 'c'].map((each) => ({ arm: each, share: each === arm ? 0 : 0.5 })),
  ...{ cellVersion: 1, dataThrough: dayOf('2026-11-01'), reason: 'It has no chance left.' },
});

/** Gives an arm all of the traffic; `arms` are those that are active. */
export const promoteArm = (
  cell = 'meta-students',
  arm = 'a',
  arms: readonly string[] = ['a', 'b', 'c'],
): BanditDecide => ({
  ...killArm(cell, arm),
  outcome: 'promote',
  shares: arms.map((each) => ({ arm: each, share: each === arm ? 1 : 0 })),
  reason: 'It is best.',
});

export interface ProposalOptions {
  readonly proposerId?: Uuid;
  readonly approvalsNeeded?: number;
  readonly perDayMinor?: number;
  readonly expiresAt?: Instant;
  /** What is proposed; a publication unless given. */
  readonly payload?: ProposedPayload;
  /** Number of the action's id; 101 above the proposal's unless given. */
  readonly actionN?: number;
}

export function proposal(n: number, options: ProposalOptions = {}): Proposal {
  const isDecided = options.payload !== undefined && isDecision(options.payload);
  const perDayMinor = isDecided ? 0 : (options.perDayMinor ?? 5_000);
  const reviewed = {
    payload: options.payload ?? publish(perDayMinor),
    diff: [{ label: 'Daily budget', before: '—', after: '$50.00', mono: true }],
    before: { campaign: null },
    dryRun: { passed: true, checks: [], requests: [] },
    policyVersion: '2026-11-01',
  };
  return {
    ...reviewed,
    id: testId(n),
    actionId: testId(options.actionN ?? n + 101),
    title: `Publish variant B of test t1 (${n})`,
    proposerId: options.proposerId ?? ANA,
    createdAt: at(3),
    expiresAt: options.expiresAt ?? at(60 * 24 * 7),
    compensation: 'Delete the campaign it made.',
    stakePerDay: money(perDayMinor, 'USD'),
    expectedEffect: null,
    proofIds: [proof().id],
    guardrails: [
      {
        guardrail: 'fresh-data',
        title: 'Fresh data',
        outcome: 'pass',
        evidence: 'Data through 2026-11-01.',
        measured: { days: 1 },
        dataThrough: dayOf('2026-11-01'),
      },
    ],
    approvalsNeeded: options.approvalsNeeded ?? 1,
    fingerprint: sha(canonicalJson(reviewed)),
  };
}

export const approval = (n: number, of: Proposal, approverId: Uuid): Approval => ({
  id: testId(n),
  proposalId: of.id,
  approverId,
  fingerprint: of.fingerprint,
  approvedAt: at(4),
  expiresAt: of.expiresAt,
  signature: 'QUJD',
});

export const publishAction = (n: number, of: Proposal, approvals: readonly Approval[]): Action => ({
  id: testId(n),
  proposalId: of.id,
  approvalIds: approvals.map(({ id }) => id),
  payload: of.payload,
  fingerprint: of.fingerprint,
  stakePerDay: of.stakePerDay,
  journaledAt: at(5),
});

export const rollbackAction = (n: number, ofActionId: Uuid): Action => ({
  id: testId(n),
  proposalId: null,
  approvalIds: [],
  payload: {
    kind: 'creative.rollback',
    platform: 'meta',
    accountId: '1001',
    ofActionId,
    objects: [{ kind: 'campaign', platformId: '9001' }],
    reason: 'The claim changed.',
  },
  fingerprint: sha(`rollback of ${ofActionId}`),
  stakePerDay: money(0, 'USD'),
  journaledAt: at(6),
});

/** What takes a decision back: the one of {@link decide} unless given. */
export function undoing(of: DecisionPayload, ofActionId: Uuid): DecisionRollback {
  const given = { platform: of.platform, ofActionId, reason: 'Support is flooded.' };
  return of.kind === 'experiment.decide'
    ? { kind: 'experiment.rollback', ...given, experimentKey: of.experimentKey, flag: of.flag }
    : { kind: 'bandit.rollback', ...given, cell: of.cell };
}

/** Sets the flag of {@link decide}, or the arms of a cell, back. */
export const decisionRollback = (n: number, ofActionId: Uuid, of: DecisionPayload = decide()): Action => ({
  id: testId(n),
  proposalId: null,
  approvalIds: [],
  payload: undoing(of, ofActionId),
  fingerprint: sha(`rollback of ${ofActionId}`),
  stakePerDay: money(0, 'USD'),
  journaledAt: at(6),
});

export const receipt = (n: number, actionId: Uuid): Receipt => ({
  id: testId(n),
  actionId,
  status: 'paused_created',
  objects: [{ kind: 'campaign', platformId: '9001' }],
  dailyBudget: money(5_000, 'USD'),
  confirmedAt: at(7),
  readBackHash: sha('read back'),
});

export const draft = (event: SpineEvent, actor = 'system'): EventDraft => ({ actor, event });

/** A workspace with an analyst (Ana), an approver (Ben), an admin (Cara) and caps of 200.00 USD a day. */
export const opening = (): readonly EventDraft[] => [
  draft({ type: 'workspace.created', workspaceId: WORKSPACE, name: 'Balance' }),
  draft({ type: 'member.added', member: member(ANA, 'Ana', 'analyst') }),
  draft({ type: 'member.added', member: member(BEN, 'Ben', 'approver') }),
  draft({ type: 'member.added', member: member(CARA, 'Cara', 'admin') }),
  draft({ type: 'caps.set', caps: { perDay: money(20_000, 'USD'), twoApproversAbove: money(10_000, 'USD') } }, CARA),
];

export const proposed = (of: Proposal): EventDraft =>
  draft({ type: 'proposal.created', proposal: of, proofs: [proof()], signature: 'QUJD' }, of.proposerId);

/** The last approval and the action, as approving writes them in one batch. */
export function approvedBatch(n: number, of: Proposal, approverId: Uuid = BEN): readonly EventDraft[] {
  const given = approval(n, of, approverId);
  return [
    draft({ type: 'approval.given', approval: given, guardrails: [] }, approverId),
    draft({ type: 'action.journaled', action: publishAction(n + 1, of, [given]) }, approverId),
  ];
}
