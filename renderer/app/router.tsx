import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { scopeSearch } from '../dashboards/scope-search.ts';
import { cellEditorSearch, cellsSearch } from '../pages/cells/search.ts';
import { CreativeTestsPage } from '../pages/creative-tests/creative-tests-page.tsx';
import { creativeTestsSearch } from '../pages/creative-tests/search.ts';
import { dataSearch } from '../pages/data/search.ts';
import { editorSearch, experimentsSearch } from '../pages/experiments/search.ts';
import { insightsSearch } from '../pages/insights/search.ts';
import { z } from './schema.ts';
import { NotFound } from './shell/not-found.tsx';
import { Shell } from './shell/shell.tsx';

const text = z.string().optional().catch(undefined);

/** What any page's address may hold: the number whose proof is open. */
const rootRoute = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  validateSearch: z.object({ proof: text }),
});

const indexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/creative-tests' });
  },
});

const creativeTestsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/creative-tests',
  component: CreativeTestsPage,
  validateSearch: creativeTestsSearch,
});

const executiveRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/executive',
  component: lazyRouteComponent(() => import('../pages/executive/executive-page.tsx'), 'ExecutivePage'),
  validateSearch: scopeSearch,
});

const financeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/finance',
  component: lazyRouteComponent(() => import('../pages/finance/finance-page.tsx'), 'FinancePage'),
  validateSearch: scopeSearch,
});

const growthRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/growth',
  component: lazyRouteComponent(() => import('../pages/growth/growth-page.tsx'), 'GrowthPage'),
  validateSearch: scopeSearch,
});

const journeysRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/journeys',
  component: lazyRouteComponent(() => import('../pages/journeys/journeys-page.tsx'), 'JourneysPage'),
  validateSearch: scopeSearch,
});

const experimentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/experiments',
  component: lazyRouteComponent(() => import('../pages/experiments/experiments-page.tsx'), 'ExperimentsPage'),
  validateSearch: experimentsSearch,
});

const experimentEditorRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/experiments/edit',
  component: lazyRouteComponent(() => import('../pages/experiments/editor/editor-page.tsx'), 'EditorPage'),
  validateSearch: editorSearch,
});

const insightsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/insights',
  component: lazyRouteComponent(() => import('../pages/insights/insights-page.tsx'), 'InsightsPage'),
  validateSearch: insightsSearch,
});

const cellsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cells',
  component: lazyRouteComponent(() => import('../pages/cells/cells-page.tsx'), 'CellsPage'),
  validateSearch: cellsSearch,
});

const cellEditorRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cells/edit',
  component: lazyRouteComponent(() => import('../pages/cells/editor/editor-page.tsx'), 'CellEditorPage'),
  validateSearch: cellEditorSearch,
});

const cellPlanRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cells/plan',
  component: lazyRouteComponent(() => import('../pages/cells/plan/plan-page.tsx'), 'PlanPage'),
});

const approvalsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/approvals',
  component: lazyRouteComponent(() => import('../pages/approvals/approvals-page.tsx'), 'ApprovalsPage'),
  validateSearch: z.object({ proposal: text }),
});

const syncRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sync',
  component: lazyRouteComponent(() => import('../pages/sync/sync-page.tsx'), 'SyncPage'),
  validateSearch: z.object({ tab: z.enum(['actions', 'audit']).optional().catch(undefined), action: text }),
});

const dataRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/data',
  component: lazyRouteComponent(() => import('../pages/data/data-page.tsx'), 'DataPage'),
  validateSearch: dataSearch,
});

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('../pages/settings/settings-page.tsx'), 'SettingsPage'),
});

/** All state that a link should bring back is in the hash: page, selection, filters, open proof. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([
    indexRoute,
    executiveRoute,
    financeRoute,
    growthRoute,
    journeysRoute,
    experimentsRoute,
    experimentEditorRoute,
    creativeTestsRoute,
    insightsRoute,
    cellsRoute,
    cellEditorRoute,
    cellPlanRoute,
    approvalsRoute,
    syncRoute,
    dataRoute,
    settingsRoute,
  ]),
  history: createHashHistory(),
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
