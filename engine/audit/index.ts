export {
  type Checkpoint,
  type CheckpointSigner,
  checkpointSchema,
  checkpointText,
  isSignedBy,
  makeCheckpoint,
  readCheckpoints,
} from './checkpoint.ts';
export { auditEntryOf, eventSummary } from './summary.ts';
export { type AuditInput, verifyJournal, type Witness } from './verify.ts';
