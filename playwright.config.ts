import { defineConfig } from '@playwright/test';
import { findRuntime } from './scripts/setup/electron-runtime.mjs';

const runtime = findRuntime();
if (runtime === null) throw new Error('No Electron runtime; run "node scripts/setup.mjs" once.');
process.env.ELECTRON_OVERRIDE_DIST_PATH = runtime;

/** One window at a time: each test starts the built program with a workspace and a profile of its own. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  reporter: 'list',
});
