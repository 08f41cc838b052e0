import type { CreativeVariant, ProposalState } from '../contract/index.ts';
import { type AppError, appError, err, type Instant, ok, type Result, type Uuid } from '../core/index.ts';
import type { ProposalRecord, SpineState } from '../store/journal/index.ts';

/** Said of a proposal whose policies are no longer the ones in force: its fingerprint binds it to them. */
export const MADE_UNDER_OTHERS = 'made under other policies than those in force';

/** The recorded state, or `expired`, which follows from the clock. Instants sort as text. */
export const proposalStateAt = (record: ProposalRecord, now: Instant): ProposalState =>
  record.state === 'in_review' && record.proposal.expiresAt <= now ? 'expired' : record.state;

const stateError = (state: ProposalState, record: ProposalRecord): AppError =>
  state === 'expired'
    ? appError('PROPOSAL_EXPIRED', { expiresAt: record.proposal.expiresAt })
    : appError('PROPOSAL_STATE', { state: state.replaceAll('_', ' ') });

/** The proposal if it is in one of the states now. Fails with NOT_FOUND, PROPOSAL_EXPIRED or PROPOSAL_STATE. */
export function proposalIn(
  state: SpineState,
  id: Uuid,
  opts: { readonly allowed: readonly ProposalState[]; readonly now: Instant },
): Result<ProposalRecord> {
  const record = state.proposals.get(id);
  if (record === undefined) return err(appError('NOT_FOUND', { what: 'Proposal', id }));
  const current = proposalStateAt(record, opts.now);
  return opts.allowed.includes(current) ? ok(record) : err(stateError(current, record));
}

/** What this workbench has live or on its way for a variant. */
export function publicationOf(
  state: SpineState,
  variant: { readonly testId: string; readonly variantId: string },
  now: Instant,
): CreativeVariant['publication'] {
  let publication: CreativeVariant['publication'] = 'none';
  for (const record of state.proposals.values()) {
    const { payload } = record.proposal;
    if (payload.kind !== 'creative.publish') continue;
    if (payload.testId !== variant.testId || payload.variantId !== variant.variantId) continue;
    publication = standing(state, record, now) ?? publication;
  }
  return publication;
}

function standing(state: SpineState, record: ProposalRecord, now: Instant): CreativeVariant['publication'] | null {
  const action = record.actionId === null ? undefined : state.actions.get(record.actionId);
  if (action === undefined) return proposalStateAt(record, now) === 'in_review' ? 'proposed' : null;
  switch (action.state) {
    case 'confirmed':
      return 'live_paused';
    case 'dead_letter':
    case 'superseded':
      return 'failed';
    case 'discarded':
    case 'rolled_back':
      return 'none';
    default:
      return 'approved';
  }
}
