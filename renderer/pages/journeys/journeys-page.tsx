import { DashboardPage } from '../../dashboards/dashboard-page.tsx';

/** How visitors become customers: the funnel, the paths, and which touches had a part in it. */
export function JourneysPage() {
  return <DashboardPage page="journeys" />;
}
