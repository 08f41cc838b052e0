export const OPS_ERRORS = {
  DATABASE_VERSION: {
    message: 'The database was prepared by another version of the workbench (step {migration}).',
    next: 'Install the newest version of the workbench on this computer, then try again.',
  },
  OPS_STORE_FAILED: {
    message: 'The local tables can not be opened: {reason}.',
    next: 'Restart the workbench. The journal is not affected; the tables are made again from it.',
  },
} as const;
