export const SYNC_ERRORS = {
  REMOTE_NOT_CONFIGURED: {
    message: 'No production database is connected.',
    next: 'Enter its connection in Settings, Connections.',
  },
  REMOTE_UNREACHABLE: {
    message: 'The production database can not be reached: {reason}.',
    next: 'Approved actions wait and go out by themselves when it is back.',
  },
  REMOTE_REFUSED: {
    message: 'The production database refused the action: {reason}.',
    next: 'Read the reason; discard the action or make a new proposal.',
  },
  PLATFORM_NOT_CONFIGURED: {
    message: '{platform} is not connected: {reason}.',
    next: 'Enter the account and token in Settings, Connections.',
  },
  PLATFORM_UNREACHABLE: {
    message: '{platform} can not be reached: {reason}.',
    next: 'Approved actions wait and go out by themselves when it is back.',
  },
  PLATFORM_RATE_LIMITED: {
    message: '{platform} asks us to wait {seconds} seconds.',
    next: 'Nothing to do; sync goes on by itself.',
  },
  PLATFORM_AUTH: {
    message: '{platform} does not accept the token (code {code}).',
    next: 'Enter a new token in Settings, Connections. Sync waits until then.',
  },
  PLATFORM_REJECTED: {
    message: '{platform} rejected the request: {reason} (code {code}).',
    next: 'Correct what it names in a new proposal, then discard this one.',
  },
  OUTCOME_UNKNOWN: {
    message: '{platform} did not answer, so it is not known whether the object was made.',
    next: 'Nothing to do; sync reads back before it tries again.',
  },
  DUPLICATE_OBJECTS: {
    message: '{platform} holds {count} objects for one action.',
    next: 'The action is frozen. Delete the extra objects on {platform}, then retry.',
  },
  NOT_LISTED_YET: {
    message: '{platform} does not list the new objects yet.',
    next: 'Nothing to do; sync reads again.',
  },
  PLATFORM_FAULT: {
    message: '{platform} has a fault of its own for now: {reason}.',
    next: 'Nothing to do; sync tries again by itself, with growing waits.',
  },
  READ_BACK_DIFFERS: {
    message: 'What {platform} holds is not what was approved: {reason}.',
    next: 'Look at the objects on {platform}, then roll the action back or retry.',
  },
  SUPERSEDED: {
    message: 'What the action would change has changed since it was approved: {reason}.',
    next: 'Make a new proposal from the present state.',
  },
  CAP_EXCEEDED: {
    message: 'This would spend {wanted} a day; the cap is {cap} and {used} is already committed.',
    next: 'Lower the budget, wait, or ask an admin to change the cap.',
  },
  KILL_SWITCH_ON: {
    message: 'The kill switch is on: {reason}.',
    next: 'Turn it off in Sync and audit when it is safe; approved actions wait.',
  },
  HAS_EFFECT: {
    message: 'The action has made objects on {platform}, or may have.',
    next: 'Roll it back, which deletes them, or retry it.',
  },
  DISCARDED: {
    message: 'Given up, because {reason}.',
    next: 'Nothing to do. Make a new proposal if it is wanted after all.',
  },
  ACTION_STATE: {
    message: 'The action is {state}, so that can not be done now.',
    next: 'Refresh the list.',
  },
} as const;
