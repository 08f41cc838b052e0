import { DashboardPage } from '../../dashboards/dashboard-page.tsx';
import { OpenApprovals } from './open-approvals.tsx';

const BELOW = { 'executive.goals': <OpenApprovals /> };

/** Goals against actuals, what changed and why, and what waits for a person. */
export function ExecutivePage() {
  return <DashboardPage page="executive" below={BELOW} />;
}
