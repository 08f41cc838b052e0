export const JOURNAL_ERRORS = {
  JOURNAL_WRITE_FAILED: {
    message: 'The journal could not be written ({reason}); nothing was changed.',
    next: 'Check the disk that holds the workspace, then try again.',
  },
  JOURNAL_STOPPED: {
    message: 'The journal stopped after a failed write ({reason}), so nothing more is written or dispatched.',
    next: 'Check the disk, then close the workspace and open it again; what was kept is known then.',
  },
} as const;
