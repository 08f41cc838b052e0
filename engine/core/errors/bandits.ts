export const BANDIT_ERRORS = {
  TRACE_INVALID: {
    message: '{file} is not what a replay needs: {reason}.',
    next: 'Give a trace with its cases, or the folder with the data sets it names.',
  },
} as const;
