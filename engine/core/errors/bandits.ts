export const BANDIT_ERRORS = {
  TRACE_INVALID: {
    message: '{file} is not what a replay needs: {reason}.',
    next: 'Give a trace with its cases, or the folder with the data sets it names.',
  },
  BANDIT_ALLOCATION_IMPOSSIBLE: {
    message: '{arms} arms can not share the plays with at least {floor} and at most {cap} each.',
    next: 'Lower the floor or raise the cap until the shares of all arms can add up to one.',
  },
  BANDIT_STATE_INVALID: {
    message: 'This is not a kept bandit of version {version}: {reason}.',
    next: 'Take a state that this version of the workbench kept, or fit the bandit anew from its plays.',
  },
  BANDIT_TICKET_UNKNOWN: {
    message: 'No decision {ticket} waits for a reward.',
    next: 'Give the ticket of a decision of this bandit.',
  },
  BANDIT_TICKET_REWARDED: {
    message: 'The decision {ticket} has had its reward.',
    next: 'Leave the second one out: a decision is rewarded once.',
  },
  BANDIT_NIGHTS_DAYS: {
    message: 'There are no nights from {from} to {to}: {reason}.',
    next: 'Give days in order, none of them after today.',
  },
} as const;
