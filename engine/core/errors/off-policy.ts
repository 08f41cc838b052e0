export const OFF_POLICY_ERRORS = {
  OFF_POLICY_ROUNDS: {
    message: 'These logs do not fit together: {reason}.',
    next: 'Correct the logs or the policy and read them again.',
  },
  OFF_POLICY_UNSUPPORTED: {
    message: '{share} % of what this policy would do was never logged, so the logs can not tell what it would bring.',
    next: 'Ask about a policy nearer to the logged one, or log some plays of the missing arms first.',
  },
  BANDIT_LOGS_UNREADABLE: {
    message: '{file} can not be read as logs: {reason}.',
    next: 'Give a CSV or Parquet file with a row for each round.',
  },
  BANDIT_LOGS_COLUMN: {
    message: '{file} has no column {column}.',
    next: 'Name the columns as the Open Bandit Dataset does: item_id, position, click, propensity_score.',
  },
  BANDIT_LOGS_VALUE: {
    message: 'Row {row} of {file} has a {column} that is {reason}.',
    next: 'Correct the row or leave it out.',
  },
} as const;
