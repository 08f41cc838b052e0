import type { BanditDecideInput, BanditRead } from '../contract/index.ts';
import { appError, err, newId, ok, type Result, type Uuid } from '../core/index.ts';
import type { ApprovalPorts } from './ports.ts';
import { unsupported } from './submit-decision.ts';

/** Why an arm can not be kept, as the end of a sentence; null when it can. */
export function notKept(read: Pick<BanditRead, 'cell' | 'arms'>, id: string): string | null {
  const { status } = read.cell;
  if (status === 'planned') return 'the cell is planned and has not started';
  if (status === 'ended') return 'the cell has ended';
  const arm = read.arms.find((each) => each.arm === id);
  if (arm === undefined) return `it has no arm ${id}`;
  const state = read.cell.arms.find((each) => each.arm === id)?.state ?? 'active';
  if (state !== 'active') return `${arm.label} is ${state} already`;
  return null;
}

/**
 * Writes down that an arm was looked at and left as it is: nothing is sent, so nobody approves it. Resolves to its id.
 * Fails with SIGN_IN_REQUIRED, REASON_REQUIRED, PROPOSAL_NOT_SUPPORTED, or as the read does. docs/spec/bandits.md BA93.
 */
export async function keepArm(
  ports: Pick<ApprovalPorts, 'session' | 'spine' | 'clock' | 'random' | 'readBandit'>,
  { cell, arm, reason: given }: Omit<BanditDecideInput, 'decision'>,
): Promise<Result<Uuid>> {
  const signer = ports.session.current();
  if (!signer.ok) return signer;
  const reason = given.trim();
  if (reason === '') return err(appError('REASON_REQUIRED'));
  const read = await ports.readBandit(cell);
  if (!read.ok) return read;
  const id = newId(ports.clock, ports.random);
  const written = await ports.spine.transact(({ cells }) => {
    const now = cells.get(cell);
    if (now === undefined) return err(appError('NOT_FOUND', { what: 'Cell', id: cell }));
    const { dataThrough } = read.value;
    if (dataThrough === null) return unsupported('there are no data of it');
    const why = notKept({ ...read.value, cell: now }, arm);
    if (why !== null) return unsupported(why);
    const decision = { id, cell, arm, reason, dataThrough };
    return ok([{ actor: signer.value.memberId, event: { type: 'arm.kept' as const, decision } }]);
  });
  return written.ok ? ok(id) : written;
}
