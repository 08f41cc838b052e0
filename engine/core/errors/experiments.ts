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
  DESIGN_UNREADABLE: {
    message: 'The design {file} can not be read: {reason}.',
    next: 'Give the path of a JSON file you may read.',
  },
  DESIGN_INVALID: {
    message: '{file} is no design of an experiment: {reason}.',
    next: 'Correct the field that is named; docs/schemas.md and "gw experiment show KEY --json" have the shape.',
  },
  EXPERIMENT_STATE: {
    message: 'The experiment {key} is {status}, so it can not be {change}.',
    next: 'A draft is edited, removed and started, what runs is stopped and decided, what is stopped is decided. For another design, write a new experiment under another key.',
  },
  EXPERIMENT_KEY_REPEATED: {
    message: 'In the experiment {key}, {what} stands twice among the {list}.',
    next: 'Give each of them its own key, and save the design again.',
  },
  EXPERIMENT_NO_GOAL: {
    message: 'The experiment {key} has no goal.',
    next: 'Give at least one metric the role of a goal: it is what decides.',
  },
  EXPERIMENT_NO_PLAN: {
    message: 'The experiment {key} has no plan.',
    next: 'Plan its length: the smallest effect worth finding, the power, and how many units come a day.',
  },
  EXPERIMENT_WEIGHTS: {
    message: 'The weights of the experiment {key} add up to {sum} and not to 1.',
    next: 'Set the weights so that they add up to 1; the coverage says how many units take part.',
  },
  EXPERIMENT_EMPTY: {
    message: 'The experiment {key} can not take units: {reason}.',
    next: 'Give it a coverage, a part of its namespace and a weight of each variation above zero, or take the variation out.',
  },
  EXPERIMENT_TARGETING: {
    message: 'The targeting of the experiment {key} can not be understood: {reason}.',
    next: 'Correct the condition that is named; docs/spec/assignment.md has the language.',
  },
  EXPERIMENT_FLAG_TAKEN: {
    message: 'The flag {flag} is used by the experiment {other}, which is running.',
    next: 'Stop that experiment first, or use another flag.',
  },
  EXPERIMENT_NAMESPACE_TAKEN: {
    message: 'Part of the namespace {namespace} is used by the experiment {other}, which is running.',
    next: 'Choose a part of the namespace that is free, or stop that experiment first.',
  },
  EXPERIMENT_SEED_TAKEN: {
    message: 'The experiment {other}, which is running, splits the same units by the same seed.',
    next: 'Choose another seed, so that the two experiments split the units independently.',
  },
  EXPERIMENT_SINCE: {
    message: 'The experiment {key} can not count from {day}: {reason}.',
    next: 'Give a day from its first exposure in the data to today, or none to count from now.',
  },
  EXPERIMENT_WAITS: {
    message: 'Data are being loaded, and the experiment {key} has too many units to be read meanwhile.',
    next: 'Wait for the load: the experiment is read when it is over.',
  },
  FLAG_RESERVED: {
    message: 'The flag {flag} is the workbench’s own.',
    next: 'Give the flag another name.',
  },
  EXPERIMENT_HOLDOUT: {
    message: 'The holdout {holdout} of the experiment {key} can not be used: {reason}.',
    next: 'Start the experiment of that flag first, or take the holdout out of the design.',
  },
  EXPERIMENT_SIZE_UNKNOWN: {
    message: 'No number of units finds that effect: {reason}.',
    next: 'Correct the baseline or the smallest effect of the plan.',
  },
  ARCHIVE_UNREADABLE: {
    message: 'The archive {file} can not be read: {reason}.',
    next: 'Give a CSV or Parquet file of the Upworthy Research Archive.',
  },
  ARCHIVE_COLUMNS: {
    message: '{file} is not a file of the Upworthy Research Archive: it has no column {column}.',
    next: "Give one of the archive's files of packages, as CSV or Parquet.",
  },
} as const;
