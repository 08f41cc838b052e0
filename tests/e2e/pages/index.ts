export { ApprovalsPage } from './approvals-page.ts';
export { CreativeTestsPage, type Promotion } from './creative-tests-page.ts';
export { DASHBOARDS, DashboardPage } from './dashboard-page.ts';
export { DataPage } from './data-page.ts';
export { ProofDrawer } from './proof-drawer.ts';
export { SettingsPage } from './settings-page.ts';
export { type PageTitle, WindowShell } from './shell.ts';
export { SyncPage } from './sync-page.ts';
