export const EXPERIMENT_ERRORS = {
  CASES_UNREADABLE: {
    message: 'The case file {file} can not be read: {reason}.',
    next: 'Give the path of a case file you may read.',
  },
  CASES_INVALID: {
    message: '{file} is not a case file.',
    next: 'Give a JSON file with groups of cases under "cases".',
  },
  VECTORS_INVALID: {
    message: '{file} is not a file of statistics vectors.',
    next: 'Give a JSON file with a list of cases under "cases", each with its id.',
  },
  FLAGS_INVALID: {
    message: 'The feature flags can not be understood: {reason}.',
    next: 'Correct the definition that is named; nobody gets a flag before that.',
  },
} as const;
