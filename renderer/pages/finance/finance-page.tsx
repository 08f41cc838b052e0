import { DashboardPage } from '../../dashboards/dashboard-page.tsx';

/** Revenue, cost and margin, what a customer costs and brings, and how the budget is spent. */
export function FinancePage() {
  return <DashboardPage page="finance" />;
}
