export const DASHBOARD_ERRORS = {
  NO_DATA: {
    message: 'There are no data for {what} in this period.',
    next: 'Choose another period, or import the export that covers it.',
  },
  NO_COMPARISON: {
    message: 'This needs a period to compare with.',
    next: 'Choose a comparison above the page.',
  },
  METRIC_NOT_SPLIT: {
    message: '{metric} is not kept by {dimension}.',
    next: 'Remove the filter or the breakdown by {dimension} for this tile.',
  },
  FX_RATE_MISSING: {
    message: 'There is no rate from {currency} to {reporting} for {day}.',
    next: 'Import fx_rates that cover this day; until then no total in {reporting} is shown.',
  },
  VIEWS_UNREADABLE: {
    message: 'The saved views and notes of this workspace can not be read: {reason}.',
    next: 'Restore views.json from a backup, or remove it to start with none.',
  },
} as const;
