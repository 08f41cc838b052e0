import { approvals, guardrails } from './procedures/approvals.ts';
import { audit } from './procedures/audit.ts';
import { bandits } from './procedures/bandits.ts';
import { cells } from './procedures/cells.ts';
import { creative, creativeTests } from './procedures/creative.ts';
import { dashboards } from './procedures/dashboards.ts';
import { dataHealth } from './procedures/data-health.ts';
import { experiments } from './procedures/experiments.ts';
import { freshness, loads } from './procedures/loads.ts';
import { members } from './procedures/members.ts';
import { proofs } from './procedures/proofs.ts';
import { reports } from './procedures/reports.ts';
import { sync } from './procedures/sync.ts';
import { workspace } from './procedures/workspace.ts';

/** The only API. Served over a MessagePort to the window and in-process to the command line. */
export const contract = {
  workspace,
  freshness,
  loads,
  dataHealth,
  creativeTests,
  creative,
  experiments,
  cells,
  bandits,
  dashboards,
  proofs,
  approvals,
  guardrails,
  members,
  sync,
  audit,
  reports,
};
