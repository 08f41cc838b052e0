export const WORKSPACE_ERRORS = {
  WORKSPACE_MISSING: {
    message: 'There is no workspace at {path}.',
    next: 'Create one with "gw init {path}", or choose another folder.',
  },
  WORKSPACE_EXISTS: {
    message: 'There is already a workspace at {path}.',
    next: 'Open it, or choose an empty folder.',
  },
  WORKSPACE_LOCKED: {
    message: 'This workspace is open in another program (process {pid}).',
    next: 'Close the other window or wait for its command to end, then try again.',
  },
  WORKSPACE_INVALID: {
    message: 'The workspace file {path} can not be read: {reason}.',
    next: 'Restore workspace.json from a backup, or create a new workspace.',
  },
  INPUT_INVALID: {
    message: 'The request is not valid: {reason}.',
    next: 'Correct the value and send it again.',
  },
  NOT_FOUND: {
    message: '{what} {id} does not exist.',
    next: 'Check the id, or refresh the list.',
  },
  DISK_FULL: {
    message: 'The disk is full; nothing was changed.',
    next: 'Free some space on the disk that holds the workspace, then try again.',
  },
  CANCELLED: {
    message: 'Cancelled. Nothing was changed.',
    next: 'Start it again when you are ready.',
  },
  SECRET_STORE_UNAVAILABLE: {
    message: 'This computer has no protected place to keep a token.',
    next: 'The token is kept until you quit. Set up a system keyring to keep it longer.',
  },
  ENGINE_UNREACHABLE: {
    message: 'This window lost its line to the engine.',
    next: 'It connects again by itself; try again in a moment.',
  },
  INTERNAL: {
    message: 'Something went wrong inside the workbench (reference {reference}).',
    next: 'Try again. If it happens again, send the log file with this reference.',
  },
} as const;
