export const REPORT_ERRORS = {
  REPORT_TARGET: {
    message: 'The report can not be written to {path}: {reason}.',
    next: 'Choose a folder you may write to.',
  },
  REPORT_EMPTY: {
    message: 'Nothing was written: {reason}.',
    next: 'Import the exports the tiles read, or choose other pages or formats.',
  },
  PDF_RUNTIME_MISSING: {
    message: 'The PDF needs the desktop runtime, which is not installed: {reason}.',
    next: 'Run "npm start" once to install it, or export HTML instead.',
  },
  PROOF_UNKNOWN: {
    message: 'There is no proof {id}.',
    next: 'Open the number again; its data may have been replaced by a newer load.',
  },
} as const;
