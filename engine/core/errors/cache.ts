export const CACHE_ERRORS = {
  CACHE_WORKER_DIED: {
    message: 'The data worker stopped while it was busy; it has been started again.',
    next: 'Try again. Nothing that was approved or loaded is lost.',
  },
  CACHE_MEMORY: {
    message: 'This query ran out of memory.',
    next: 'Narrow the period or close other pages, then try again.',
  },
  CACHE_QUERY_FAILED: {
    message: 'This query failed: {reason}.',
    next: 'Try again. If it keeps failing, rebuild the cache from the exports.',
  },
  CACHE_DAMAGED: {
    message: 'The local cache can not be opened: {reason}.',
    next: 'Run "gw rebuild"; the exports and approvals are not affected.',
  },
} as const;
