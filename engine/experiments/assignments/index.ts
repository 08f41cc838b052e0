export { type Assignments, type AssignmentsOptions, createAssignments } from './service.ts';
export type { AssignmentStore, StoredAssignment, StoredExposure, UnitInExperiment } from './store.ts';
