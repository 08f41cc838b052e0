import type { Caps, SpineEvent } from '../contract/index.ts';
import { appError, err, ok, type Result, type Uuid } from '../core/index.ts';
import type { PolicyRequest } from '../guardrails/index.ts';
import { mayMember } from './judge.ts';
import type { ApprovalPorts } from './ports.ts';

type ControlPorts = Pick<ApprovalPorts, 'spine' | 'session' | 'policies'>;

async function control(
  ports: ControlPorts,
  operation: PolicyRequest['operation'],
  event: SpineEvent,
): Promise<Result<void>> {
  const memberId = permitted(ports, operation);
  if (!memberId.ok) return memberId;
  const written = await ports.spine.transact(() => ok([{ actor: memberId.value, event }]));
  return written.ok ? ok(undefined) : written;
}

/** The signed-in member, if the policies let them do this. */
export function permitted(ports: ControlPorts, operation: PolicyRequest['operation']): Result<Uuid> {
  const signer = ports.session.current();
  if (!signer.ok) return signer;
  const { memberId } = signer.value;
  const may = mayMember(ports.spine.state, ports.policies, { memberId, operation });
  return may.ok ? ok(memberId) : may;
}

/** Stops or resumes everything that spends. docs/spec/approvals.md AP14. */
export function setKillSwitch(ports: ControlPorts, on: boolean, reasonGiven: string): Promise<Result<void>> {
  const reason = reasonGiven.trim();
  if (reason === '') return Promise.resolve(err(appError('REASON_REQUIRED')));
  return control(ports, on ? 'kill_switch_on' : 'kill_switch_off', { type: 'kill_switch.set', on, reason });
}

/** Changes the caps of the workspace. Amounts are whole minor units, not negative, of one currency. */
export function setCaps(ports: ControlPorts, caps: Caps, currency: string): Promise<Result<void>> {
  const amounts = [caps.perDay, caps.twoApproversAbove];
  if (amounts.some((amount) => amount.minor < 0 || amount.currency !== currency)) {
    const reason = `caps are amounts of ${currency}, zero or more`;
    return Promise.resolve(err(appError('INPUT_INVALID', { reason })));
  }
  return control(ports, 'set_caps', { type: 'caps.set', caps });
}
