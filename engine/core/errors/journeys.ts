export const JOURNEY_ERRORS = {
  CHOICE_UNKNOWN: {
    message: '{option} can not be "{value}".',
    next: 'Choose {choices}.',
  },
} as const;
