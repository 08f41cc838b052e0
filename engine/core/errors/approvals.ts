export const APPROVAL_ERRORS = {
  MEMBER_UNKNOWN: {
    message: 'There is no member {member} in this workspace.',
    next: 'Add the member in Settings, or with "gw member add".',
  },
  MEMBER_EXISTS: {
    message: 'There is already a member called {member}.',
    next: 'Choose another name.',
  },
  SIGN_IN_REQUIRED: {
    message: 'Nobody is signed in.',
    next: 'Choose who you are and enter your passphrase.',
  },
  PASSPHRASE_WRONG: {
    message: 'That passphrase does not open the key of {member}.',
    next: 'Enter it again. A lost passphrase can not be recovered; an admin adds a new member instead.',
  },
  PASSPHRASE_WEAK: {
    message: 'The passphrase is too short.',
    next: 'Use at least 8 characters.',
  },
  KEY_MISSING: {
    message: 'The key of {member} is not in this workspace folder.',
    next: 'Restore the folder "keys" from a backup; without it an admin adds a new member instead.',
  },
  KEY_DAMAGED: {
    message: 'The key file of {member} can not be used: {reason}.',
    next: 'Restore the folder "keys" from a backup; without it an admin adds a new member instead.',
  },
  KEY_WRITE_FAILED: {
    message: 'The key file could not be written ({reason}); nobody was added.',
    next: 'Check the disk that holds the workspace, then try again.',
  },
  FIRST_MEMBER_ADMIN: {
    message: 'The first member of a workspace has to be an admin.',
    next: 'Choose the role admin; an admin can add everyone else.',
  },
  POLICIES_INVALID: {
    message: 'The policies can not be used: {reason}.',
    next: 'Install the workbench again, or correct the files in resources/policies. Nothing is decided meanwhile.',
  },
  POLICY_UNDECIDED: {
    message: 'The policies could not decide about this, so it is refused: {reason}.',
    next: 'Try again. If it happens again, send the log file; nothing was changed.',
  },
  NOT_PERMITTED: {
    message: '{member} may not {action}.',
    next: 'Ask a member whose role allows it.',
  },
  FOUR_EYES: {
    message: '{member} proposed this, so someone else has to approve it.',
    next: 'Ask another member to review it.',
  },
  PROPOSAL_STATE: {
    message: 'This proposal is {state}, so that can not be done now.',
    next: 'Refresh the inbox; make a new proposal if it is still wanted.',
  },
  PROPOSAL_EXPIRED: {
    message: 'This proposal expired at {expiresAt}.',
    next: 'Make a new proposal from the current read.',
  },
  PROPOSAL_CHANGED: {
    message: 'The proposal is not the one that was reviewed (its fingerprint differs).',
    next: 'Open it again, read what changed and decide anew.',
  },
  PROPOSAL_NOT_SUPPORTED: {
    message: 'The read does not support this action: {reason}.',
    next: 'Keep the test running, or choose the variant the read supports.',
  },
  SIGNATURE_INVALID: {
    message: 'The signature of {member} does not match what was signed.',
    next: 'Run "gw audit verify"; nothing is dispatched until it is clear.',
  },
  GUARDRAIL_BLOCK: {
    message: 'A guardrail blocks this: {reason}.',
    next: 'Mend what it names, then try again; guardrails are judged anew each time.',
  },
  REASON_REQUIRED: {
    message: 'A reason is needed.',
    next: 'Write one sentence that the proposer and the audit can read.',
  },
  JOURNAL_CORRUPT: {
    message: 'The journal is damaged at entry {seq}: {reason}.',
    next: 'Run "gw audit verify" for the details and restore the journal from a backup. Nothing is dispatched meanwhile.',
  },
} as const;
