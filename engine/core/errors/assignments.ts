export const ASSIGNMENT_ERRORS = {
  UNIT_NOT_ASSIGNED: {
    message: 'The unit was not assigned in the experiment {experiment}, so it can not have seen a variation of it.',
    next: 'Ask for its assignment first, and report the exposure when the variation is shown.',
  },
  EXPERIMENT_NOT_RUNNING: {
    message: 'No experiment {experiment} is running.',
    next: 'Check the key. Exposures count from the start of an experiment until it is stopped.',
  },
} as const;
