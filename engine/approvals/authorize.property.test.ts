import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellRunning } from '../../tests/support/cells.ts';
import { experimentRunning } from '../../tests/support/experiments.ts';
import {
  added,
  type SignedMember,
  signedApproval,
  signedMember,
  signedProposal,
} from '../../tests/support/signed-members.ts';
import { commit, testSpine } from '../../tests/support/spine.ts';
import {
  ANA,
  at,
  BEN,
  CARA,
  decide,
  draft,
  killArm,
  promoteArm,
  proposal,
  publish,
  publishAction,
  testId,
  WORKSPACE,
} from '../../tests/support/spine-events.ts';
import {
  type Action,
  type Approval,
  actionSchema,
  approvalSchema,
  type ProposedPayload,
  proposalSchema,
} from '../contract/index.ts';
import { isInstant, money } from '../core/index.ts';
import type { ProposalRecord, SpineState } from '../store/journal/index.ts';
import { authorizeAction } from './authorize.ts';
import { fingerprintOf } from './fingerprint.ts';

const DAN = testId(13);
const NOW = at(10);
const PROPOSAL = testId(100);

const ana = signedMember(ANA, 'Ana', 'analyst');
const ben = signedMember(BEN, 'Ben', 'approver');
const cara = signedMember(CARA, 'Cara', 'admin');
const dan = signedMember(DAN, 'Dan', 'analyst');
const everyone: readonly SignedMember[] = [ana, ben, cara, dan];

interface Approved {
  readonly state: SpineState;
  readonly record: ProposalRecord;
  readonly action: Action;
}

/** A publication and each kind of decision. */
const KINDS: readonly ProposedPayload[] = [publish(12_000), decide(), killArm(), promoteArm()];

/** A proposal of Ana's with two approvals, as the journal holds it after the second one. */
async function approved(payload: ProposedPayload): Promise<Approved> {
  const spine = await testSpine();
  const plain = proposal(100, { payload, perDayMinor: 12_000, approvalsNeeded: 2, actionN: 101 });
  const of = { ...plain, fingerprint: fingerprintOf(plain) };
  const given = [signedApproval(110, of, ben), signedApproval(111, of, cara)];
  const action = publishAction(101, of, given);
  const caps = { perDay: money(20_000, 'USD'), twoApproversAbove: money(10_000, 'USD') };
  await commit(
    spine,
    [draft({ type: 'workspace.created', workspaceId: WORKSPACE, name: 'Balance' }), ...everyone.map(added)],
    [draft({ type: 'caps.set', caps }, CARA), ...experimentRunning(), ...cellRunning(), signedProposal(of, ana)],
    given.map((approval) => draft({ type: 'approval.given', approval, guardrails: [] }, approval.approverId)),
    [draft({ type: 'action.journaled', action }, CARA)],
  );
  const record = spine.state.proposals.get(PROPOSAL);
  if (record === undefined) throw new Error('the proposal is not in the state');
  return { state: spine.state, record, action };
}

const withRecord = (state: SpineState, record: ProposalRecord): SpineState => ({
  ...state,
  proposals: new Map(state.proposals).set(PROPOSAL, record),
});

type Path = readonly (string | number)[];

/** Every place in a JSON value that holds no other, and every empty list or record. */
function leavesOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Array.isArray(value) ? value.map((item, i) => [i, item] as const) : Object.entries(value);
  return inner.length === 0 ? [path] : inner.flatMap(([key, item]) => leavesOf(item, [...path, key]));
}

/** Another value of the same kind, where there is one: ids, hashes and signatures stay well-formed. */
function other(value: unknown): unknown {
  if (value === 'USD') return 'EUR';
  if (typeof value === 'string' && isInstant(value)) return at(11);
  if (typeof value === 'string' && value.length > 30) return value.replace(/^./, (c) => (c === '1' ? '2' : '1'));
  if (typeof value === 'string') return `${value}x`;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (Array.isArray(value)) return ['x'];
  return value === null ? 'x' : { x: 1 };
}

function edited(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined) return other(value);
  if (Array.isArray(value)) return value.map((item, i) => (i === key ? edited(item, rest) : item));
  if (typeof value !== 'object' || value === null) throw new Error('no such path');
  return Object.fromEntries(Object.entries(value).map(([k, item]) => [k, k === key ? edited(item, rest) : item]));
}

describe.each(KINDS)('what may go out: $kind $outcome', (payload) => {
  it('[AP12] is what two members approved, untouched', async () => {
    const { state, action } = await approved(payload);
    expect(authorizeAction(state, action, NOW)).toEqual({ ok: true, value: undefined });
  });

  it('[AP2] [AP12] nothing of what was reviewed can be edited, at any place', async () => {
    const { state, record, action } = await approved(payload);
    const { diff, before, dryRun, policyVersion } = record.proposal;
    const leaves = leavesOf({ payload: record.proposal.payload, diff, before, dryRun, policyVersion });
    expect(leaves.length).toBeGreaterThan(15);
    for (const path of leaves) {
      const parsed = proposalSchema.safeParse(edited(record.proposal, path));
      if (!parsed.success) continue;
      const tampered = withRecord(state, { ...record, proposal: parsed.data });
      expect(authorizeAction(tampered, action, NOW).ok, path.join('.')).toBe(false);
      // Recomputing the fingerprint does not help: nobody signed that one.
      const reprinted = { ...parsed.data, fingerprint: fingerprintOf(parsed.data) };
      const resigned = withRecord(state, { ...record, proposal: reprinted });
      const forged = { ...action, payload: reprinted.payload, fingerprint: reprinted.fingerprint };
      expect(authorizeAction(resigned, forged, NOW).ok, path.join('.')).toBe(false);
    }
  });

  it('[AP12] neither can the proposer, the stake, the action or the time limit', async () => {
    const { state, record, action } = await approved(payload);
    for (const path of leavesOf(record.proposal).filter(([key]) =>
      ['id', 'actionId', 'proposerId', 'stakePerDay', 'fingerprint'].includes(String(key)),
    )) {
      const proposal = proposalSchema.parse(edited(record.proposal, path));
      expect(authorizeAction(withRecord(state, { ...record, proposal }), action, NOW).ok, path.join('.')).toBe(false);
    }
    const longer = { ...record.proposal, expiresAt: at(60 * 24 * 365) };
    const late = at(60 * 24 * 8);
    expect(authorizeAction(withRecord(state, { ...record, proposal: longer }), action, late).ok).toBe(false);
  });

  it('[AP12] no field of an approval can be edited', async () => {
    const { state, record, action } = await approved(payload);
    const [first, second] = record.approvals;
    if (first === undefined || second === undefined) throw new Error('two approvals were given');
    for (const path of leavesOf(first)) {
      const tampered = withRecord(state, { ...record, approvals: [approvalSchema.parse(edited(first, path)), second] });
      expect(authorizeAction(tampered, action, NOW).ok, path.join('.')).toBe(false);
    }
  });

  it('[AP12] no field of the action can be edited, but when it was journaled', async () => {
    const { state, action } = await approved(payload);
    for (const path of leavesOf(action).filter(([key]) => key !== 'journaledAt')) {
      const parsed = actionSchema.safeParse(edited(action, path));
      if (!parsed.success) continue;
      expect(authorizeAction(state, parsed.data, NOW).ok, path.join('.')).toBe(false);
    }
  });

  it('[AP4] [AP12] only two different members other than the proposer, of the right role, over this fingerprint, are enough', async () => {
    const { state, record, action } = await approved(payload);
    const of = record.proposal;
    const another = { ...of, fingerprint: 'b'.repeat(64) };
    const givenBy = fc.record({ by: fc.constantFrom(...everyone), of: fc.constantFrom(of, of, of, another) });
    fc.assert(
      fc.property(fc.array(givenBy, { maxLength: 5 }), (chosen) => {
        const approvals: readonly Approval[] = chosen.map((given, i) => signedApproval(200 + i, given.of, given.by));
        const tried = { ...action, approvalIds: approvals.map(({ id }) => id) };
        const valid = chosen.every((given) => given.of === of && (given.by === ben || given.by === cara));
        const enough = new Set(chosen.map(({ by }) => by)).size === 2;
        const may = authorizeAction(withRecord(state, { ...record, approvals }), tried, NOW);
        expect(may.ok).toBe(valid && enough);
      }),
    );
  });
});
