import type { Services } from '../../engine/api/index.ts';
import type { ArmDecideInput } from '../../engine/approvals/index.ts';
import type { BanditDecideInput, ProposalView } from '../../engine/contract/index.ts';
import { appError, type Clock, err, ok, type Result, type Uuid } from '../../engine/core/index.ts';
import type { Spine } from '../../engine/store/journal/index.ts';
import { decisionsOver } from './arm-decisions.ts';

interface Needs {
  readonly spine: Pick<Spine, 'state'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly propose: (input: ArmDecideInput) => Promise<Result<ProposalView>>;
  readonly keep: (input: Omit<BanditDecideInput, 'decision'>) => Promise<Result<Uuid>>;
}

/** Decides over an arm: a promotion or a kill is proposed, a keep is written down. docs/spec/bandits.md BA86–BA94. */
export function decideBandit({ spine, clock, propose, keep }: Needs): Services['bandits']['decide'] {
  const decided = (cell: string, id: Uuid, proposal: ProposalView | null) => {
    const decision = decisionsOver(spine.state, cell, clock.now()).find((each) => each.id === id);
    return decision === undefined ? err(appError('NOT_FOUND', { what: 'Decision', id })) : ok({ decision, proposal });
  };
  return async ({ decision, ...input }) => {
    if (decision === 'keep') {
      const kept = await keep(input);
      return kept.ok ? decided(input.cell, kept.value, null) : kept;
    }
    const proposed = await propose({ ...input, outcome: decision });
    return proposed.ok ? decided(input.cell, proposed.value.proposal.actionId, proposed.value) : proposed;
  };
}
