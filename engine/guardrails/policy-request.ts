import type { StatefulAuthorizationCall } from '@cedar-policy/cedar-wasm/nodejs';
import type { GuardrailOutcome, Member } from '../contract/index.ts';
import type { Money, Uuid } from '../core/index.ts';

/** What members do, and what it is decided about: one proposal, or the workspace as a whole. */
const ABOUT = {
  propose: 'proposal',
  approve: 'proposal',
  reject: 'proposal',
  request_changes: 'proposal',
  withdraw: 'proposal',
  rollback: 'workspace',
  retry: 'workspace',
  discard: 'workspace',
  kill_switch_on: 'workspace',
  kill_switch_off: 'workspace',
  set_caps: 'workspace',
  add_member: 'workspace',
  set_connections: 'workspace',
  sync: 'workspace',
} as const;

export type PolicyOperation = keyof typeof ABOUT;

/** How a refusal names what was asked for: "Ana may not …". */
export const OPERATION_WORDS: Readonly<Record<PolicyOperation, string>> = Object.freeze({
  propose: 'make proposals',
  approve: 'approve proposals',
  reject: 'reject proposals',
  request_changes: 'ask for changes',
  withdraw: 'withdraw what someone else proposed',
  rollback: 'roll actions back',
  retry: 'retry actions',
  discard: 'discard actions',
  kill_switch_on: 'turn the kill switch on',
  kill_switch_off: 'turn the kill switch off',
  set_caps: 'change the caps',
  add_member: 'add members',
  set_connections: 'change the connections',
  sync: 'start sync',
});

export interface ProposalFacts {
  readonly proposerId: Uuid;
  readonly stakePerDay: Money;
  readonly worstGuardrail: GuardrailOutcome;
  /** Titles of the guardrails that block or can not tell. */
  readonly failing: readonly string[];
  /** What other actions may be spending a day, in minor units of the stake's currency. */
  readonly committedMinor: number;
  readonly capMinor: number;
  readonly currencyMatches: boolean;
}

export interface PolicyRequest {
  readonly member: Member;
  readonly operation: PolicyOperation;
  /** Needed for everything that is decided about a proposal; without it the answer is no. */
  readonly proposal?: ProposalFacts;
}

const ROLES = [
  { uid: { type: 'Role', id: 'analyst' }, attrs: {}, parents: [] },
  { uid: { type: 'Role', id: 'approver' }, attrs: {}, parents: [{ type: 'Role', id: 'analyst' }] },
  { uid: { type: 'Role', id: 'admin' }, attrs: {}, parents: [{ type: 'Role', id: 'approver' }] },
];

export type CedarRequest = Pick<
  StatefulAuthorizationCall,
  'principal' | 'action' | 'resource' | 'context' | 'entities'
>;

/** The request in Cedar's terms; `resources/policies/schema.cedarschema` says what they mean. */
export function cedarRequest({ member, operation, proposal }: PolicyRequest): CedarRequest {
  const principal = { type: 'Member', id: member.id };
  const action = { type: 'Action', id: operation };
  const self = { uid: principal, attrs: {}, parents: [{ type: 'Role', id: member.role }] };
  if (ABOUT[operation] === 'workspace' || proposal === undefined) {
    const resource = { type: 'Workspace', id: 'this' };
    return { principal, action, resource, context: {}, entities: [...ROLES, self] };
  }
  const resource = { type: 'Proposal', id: 'this' };
  const proposer = { __entity: { type: 'Member', id: proposal.proposerId } };
  return {
    principal,
    action,
    resource,
    context: {
      stakeMinor: proposal.stakePerDay.minor,
      committedMinor: proposal.committedMinor,
      capMinor: proposal.capMinor,
      currencyMatches: proposal.currencyMatches,
      worstGuardrail: { __entity: { type: 'Outcome', id: proposal.worstGuardrail } },
    },
    entities: [...ROLES, self, { uid: resource, attrs: { proposer }, parents: [] }],
  };
}
