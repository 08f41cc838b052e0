export { actionLog, actionQueue, experimentDecisions } from './action-queue.ts';
export { actions, creativePublishLog, creativePublishQueue, receipts } from './actions.ts';
export { auditCheckpoints, auditEvents, journalCursor } from './audit.ts';
export { caps, featureFlags, jobRuns, storeRole } from './controls.ts';
export { loads, proofs, quarantine } from './data.ts';
export { approvals, guardrailEvaluations, proposals } from './decisions.ts';
export { abAssignments, abExperiments, abMetricsDaily } from './experiments.ts';
export { members } from './people.ts';
