import { addMoney, appError, type Clock, err, millisOf, ok } from '../../engine/core/index.ts';
import { committedSpend } from '../../engine/store/journal/index.ts';
import type { Authorize } from '../../sync/outbox/index.ts';

/**
 * Kill switch, expiry, four eyes and caps, without signatures: for tests whose members have no keys. The product's own
 * port is `authorizeAction` of the approvals house.
 */
export const testAuthorize =
  (clock: Clock): Authorize =>
  (state, action) => {
    if (action.payload.kind === 'creative.rollback') return ok(undefined);
    if (state.killSwitch.on) return err(appError('KILL_SWITCH_ON', { reason: state.killSwitch.reason }));
    const record = action.proposalId === null ? undefined : state.proposals.get(action.proposalId);
    if (record === undefined || record.proposal.fingerprint !== action.fingerprint)
      return err(appError('PROPOSAL_CHANGED'));
    const { expiresAt } = record.proposal;
    if (millisOf(expiresAt) <= clock.millis()) return err(appError('PROPOSAL_EXPIRED', { expiresAt }));
    const { currency } = action.stakePerDay;
    const used = committedSpend(state, currency, action.id);
    const cap = state.caps?.perDay.minor ?? 0;
    if (addMoney(used, action.stakePerDay).minor > cap) {
      return err(appError('CAP_EXCEEDED', { wanted: action.stakePerDay.minor, cap, used: used.minor }));
    }
    return ok(undefined);
  };
