import { createPrivateKey } from 'node:crypto';
import { fingerprintOf, payloadFingerprint } from '../../engine/approvals/fingerprint.ts';
import {
  type Action,
  type DecisionPayload,
  isDecision,
  type Proposal,
  type Role,
} from '../../engine/contract/index.ts';
import { instantOf, money, type Uuid } from '../../engine/core/index.ts';
import { publicKeyOf, signerOf } from '../../engine/members/signature.ts';
import { type ActionRecord, type EventDraft, madeObjects } from '../../engine/store/journal/index.ts';
import { added, type SignedMember, signedApproval, signedProposal } from './signed-members.ts';
import {
  ANA,
  BEN,
  CARA,
  decisionRollback,
  draft,
  member,
  type ProposalOptions,
  proposal,
  publish,
  publishAction,
  rollbackAction,
  testId,
  WORKSPACE,
} from './spine-events.ts';

/** PKCS#8 header of an Ed25519 key (RFC 8410); the 32 bytes of the key follow. */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A member whose key is always the same, so that a seeded run is the same again. */
function fixedMember(id: Uuid, name: string, role: Role): SignedMember {
  const der = Buffer.concat([PKCS8_ED25519, Buffer.alloc(32, name)]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return { member: member(id, name, role, publicKeyOf(key)), signer: signerOf(id, key) };
}

const ana = fixedMember(ANA, 'Ana', 'analyst');
const ben = fixedMember(BEN, 'Ben', 'approver');
const cara = fixedMember(CARA, 'Cara', 'admin');

/** A workspace whose members have keys, with caps a day in minor units of USD. */
export const signedOpening = (perDayMinor = 20_000): readonly EventDraft[] => [
  draft({ type: 'workspace.created', workspaceId: WORKSPACE, name: 'Balance' }),
  ...[ana, ben, cara].map(added),
  draft(
    { type: 'caps.set', caps: { perDay: money(perDayMinor, 'USD'), twoApproversAbove: money(10_000, 'USD') } },
    CARA,
  ),
];

/** What members have signed, as they journal it. */
export interface SignedAction {
  readonly actionId: Uuid;
  readonly proposalId: Uuid;
  /** What proposing journals. */
  readonly proposed: readonly EventDraft[];
  /** What the last approval journals, in one batch with the action. */
  readonly approved: readonly EventDraft[];
}

/** Ana's proposal `n`, approved by Ben; its action has the number `n + 2`. */
export function signedPublication(
  n: number,
  options: ProposalOptions & { readonly before?: Proposal['before'] } = {},
): SignedAction {
  const payload = { ...publish(options.perDayMinor), name: `Balance ${n}` };
  return signed(n, { ...options, payload }, options.before ?? { accountCurrency: 'USD', liveCampaignsWithName: 0 });
}

/** Ana's decision `n`, approved by Ben; the experiment or the cell has to be open. */
export const signedDecision = (n: number, payload: DecisionPayload, before: Proposal['before']): SignedAction =>
  signed(n, { payload, expiresAt: instantOf(Date.parse('2099-01-01T00:00:00.000Z')) }, before);

function signed(n: number, options: ProposalOptions, before: Proposal['before']): SignedAction {
  const reviewed = { ...proposal(n, { ...options, actionN: n + 2 }), before };
  const of = { ...reviewed, fingerprint: fingerprintOf(reviewed) };
  const given = signedApproval(n + 1, of, ben);
  const action = publishAction(n + 2, of, [given]);
  return {
    actionId: action.id,
    proposalId: of.id,
    proposed: [signedProposal(of, ana)],
    approved: [
      draft({ type: 'approval.given', approval: given, guardrails: [] }, BEN),
      draft({ type: 'action.journaled', action }, BEN),
    ],
  };
}

/** A rollback of what the action has done so far. */
export function rollbackOf(n: number, record: ActionRecord): Action {
  if (isDecision(record.action.payload)) {
    const decided = decisionRollback(n, record.action.id, record.action.payload);
    return { ...decided, fingerprint: payloadFingerprint(decided.payload) };
  }
  const base = rollbackAction(n, record.action.id);
  if (base.payload.kind !== 'creative.rollback') throw new Error('not a rollback');
  const payload = { ...base.payload, objects: madeObjects(record) };
  return { ...base, id: testId(n), payload, fingerprint: payloadFingerprint(payload), stakePerDay: money(0, 'USD') };
}
