export const INGEST_ERRORS = {
  DROP_MISSING: {
    message: 'There is no export drop at {path}.',
    next: 'Choose the folder your warehouse writes to.',
  },
  DROP_INCOMPLETE: {
    message: 'The drop at {path} has no manifest yet, so it may still be being written.',
    next: 'Wait until manifest.json or _SUCCESS appears, then import again.',
  },
  DROP_FORM: {
    message: 'The folder {path} is no export drop that can be read: {reason}.',
    next: 'Export it again by one of the ways docs/data-contracts.md describes.',
  },
  DATASET_UNKNOWN: {
    message: 'It can not be told which dataset the drop at {path} brings.',
    next: 'Say it with "gw import --dataset", or name the folder after the dataset.',
  },
  CSV_AMBIGUOUS: {
    message: 'The values of {column} in {file} can be read as {first} or as {second}.',
    next: 'Export days as 2026-11-20 and numbers as 1234.56; nothing was loaded.',
  },
  CSV_ENCODING: {
    message: 'It can not be told in which encoding {file} is written: {reason}.',
    next: 'Export the file again as UTF-8; nothing was loaded.',
  },
  DROP_EMPTY: {
    message: 'The drop at {path} holds no rows.',
    next: 'Check the export query in the warehouse; nothing was loaded.',
  },
  MANIFEST_INVALID: {
    message: 'The manifest of {path} is not valid: {reason}.',
    next: 'Export again, or correct manifest.json.',
  },
  FILE_MISSING: {
    message: '{file} is listed in the manifest but is not there.',
    next: 'Copy the drop again; it is not complete.',
  },
  FILE_SIZE_MISMATCH: {
    message: '{file} has {actual} bytes where the manifest says {expected}; it may still be being written.',
    next: 'Wait until the copy has finished, then import again.',
  },
  FILE_HASH_MISMATCH: {
    message: '{file} is not the file the manifest describes (its SHA-256 differs).',
    next: 'Copy the drop again; the file was changed or damaged on the way.',
  },
  FILE_UNREADABLE: {
    message: '{file} can not be read: {reason}.',
    next: 'Export the file again; it is damaged.',
  },
  ROW_COUNT_MISMATCH: {
    message: 'The drop holds {actual} rows, but its manifest says {expected}.',
    next: 'Export again; part of the data is missing.',
  },
  TOTALS_MISMATCH: {
    message: 'The sum of {column} is {actual}, but the manifest says {expected}.',
    next: 'Export again; the data and its manifest disagree.',
  },
  CONTRACT_UNKNOWN: {
    message: 'The drop follows the contract {contract}, which this workbench does not know.',
    next: 'Check contractId in manifest.json against docs/data-contracts.md.',
  },
  COLUMN_MISSING: {
    message: '{file} has no column {column}, which the contract {contract} requires.',
    next: 'Add the column to the export query and export again.',
  },
  COLUMN_TYPE: {
    message: 'Column {column} in {file} is {actual}; the contract {contract} wants {expected}.',
    next: 'Cast the column in the export query and export again.',
  },
  SCHEMA_CHANGED: {
    message: '{file} differs from the contract {contract} in {count} columns: {diff}.',
    next: 'Correct the export query and export again; nothing was loaded.',
  },
  SNAPSHOT_OLDER: {
    message: 'The drop was generated at {generatedAt}; the days it covers are already loaded from one of {loadedFrom}.',
    next: 'Import the newest drop; nothing was loaded.',
  },
  WAREHOUSE_NOT_CONFIGURED: {
    message: 'No warehouse is set up to pull from.',
    next: 'Set WAREHOUSE_URL to its connection string, such as postgres://reader@host/database.',
  },
  WAREHOUSE_UNREACHABLE: {
    message: 'The warehouse can not be reached: {reason}.',
    next: 'Check WAREHOUSE_URL and the network, then pull again.',
  },
  WAREHOUSE_REFUSED: {
    message: 'The warehouse refused the query: {reason}.',
    next: 'Correct the query; nothing was loaded.',
  },
  QUARANTINE_ALL: {
    message: 'Every one of the {rows} rows breaks the contract, most often: {reason}.',
    next: 'See docs/data-contracts.md, correct the export query and export again.',
  },
} as const;
