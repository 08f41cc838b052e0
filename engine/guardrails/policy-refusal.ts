import { type AppError, appError, type Money } from '../core/index.ts';
import { formatMoney } from '../serializer/index.ts';
import { OPERATION_WORDS, type PolicyRequest, type ProposalFacts } from './policy-request.ts';
import type { Forbid } from './policy-set.ts';

/**
 * A refusal in words, from the forbids that held; none means that the role does not allow it. Of several the one that
 * only another person can mend is said first, and the cap, which has numbers, before the guardrails it is one of.
 */
export function refusalOf({ member, operation, proposal }: PolicyRequest, held: readonly Forbid[]): AppError {
  if (held.includes('four-eyes')) return appError('FOUR_EYES', { member: member.name });
  if (proposal !== undefined && held.includes('cap')) return capExceeded(proposal);
  if (proposal !== undefined && held.includes('guardrails'))
    return appError('GUARDRAIL_BLOCK', { reason: proposal.failing.join(', ') || 'none of them could be judged' });
  return appError('NOT_PERMITTED', { member: member.name, action: OPERATION_WORDS[operation] });
}

function capExceeded({ stakePerDay, currencyMatches, capMinor, committedMinor }: ProposalFacts): AppError {
  const wanted = formatMoney(stakePerDay);
  if (!currencyMatches)
    return appError('CAP_EXCEEDED', { wanted, cap: `not set in ${stakePerDay.currency}`, used: 'an unknown amount' });
  const inCurrency = (minor: number): Money => ({ minor, currency: stakePerDay.currency });
  return appError('CAP_EXCEEDED', {
    wanted,
    cap: formatMoney(inCurrency(capMinor)),
    used: formatMoney(inCurrency(committedMinor)),
  });
}
