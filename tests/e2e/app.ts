import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { test as base, type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import { patient } from './main-process.ts';

const ROOT = join(import.meta.dirname, '../..');
const SHOTS = join(ROOT, 'test-results/screenshots');

/** What a command printed, parsed, and how it ended. */
export interface GwRun {
  readonly status: number;
  // The reader checks the shape it needs.
  readonly json: unknown;
}

export interface AppFixtures {
  /** A folder of this test; no workspace is in it unless the test makes one. */
  readonly workspace: string;
  /** Environment of the window and of `gw`: secrets of the fakes. Change it before the window is opened. */
  readonly environment: Record<string, string>;
  /** Runs one command of the built command line on the workspace, with `--json`. */
  gw(...args: readonly string[]): Promise<GwRun>;
  /** Opens the window; the test that opens it twice gets two programs. */
  open(): Promise<{ readonly app: ElectronApplication; readonly page: Page }>;
  /** Keeps a picture of the page in test-results/screenshots. */
  shot(page: Page, name: string): Promise<void>;
}

const inherited = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

/** Chromium's sandbox does not work for root. */
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

async function runGw(args: readonly string[], env: Record<string, string>): Promise<GwRun> {
  const cli = join(ROOT, 'out/main/cli.js');
  const parse = (stdout: string): unknown => (stdout === '' ? null : JSON.parse(stdout));
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [cli, ...args, '--json'], {
      env,
      maxBuffer: 256 * 1024 * 1024,
    });
    return { status: 0, json: parse(stdout) };
  } catch (thrown) {
    if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'number' || !('stdout' in thrown))
      throw thrown;
    return { status: thrown.code, json: parse(String(thrown.stdout)) };
  }
}

export const test = base.extend<AppFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameters of a fixture from a pattern.
  workspace: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'workbench-e2e-'));
    await use(join(folder, 'workspace'));
    await rm(folder, { recursive: true, force: true });
  },

  // biome-ignore lint/correctness/noEmptyPattern: as above
  environment: async ({}, use) => {
    await use(inherited());
  },

  gw: async ({ workspace, environment }, use) => {
    await use((...args) => runGw(['--workspace', workspace, ...args], environment));
  },

  open: async ({ workspace, environment }, use) => {
    const running: ElectronApplication[] = [];
    await use(async () => {
      const app = patient(
        await electron.launch({
          args: [ROOT, ...sandbox, `--user-data-dir=${join(workspace, '../profile')}`, '--workspace', workspace],
          env: environment,
        }),
      );
      running.push(app);
      const page = await app.firstWindow();
      // A window begins with an empty page.
      await page.waitForURL('app://workbench/**');
      return { app, page };
    });
    for (const app of running) await app.close();
  },

  // biome-ignore lint/correctness/noEmptyPattern: as above
  shot: async ({}, use) => {
    await mkdir(SHOTS, { recursive: true });
    await use(async (page, name) => {
      await page.screenshot({ path: join(SHOTS, `${name}.png`) });
    });
  },
});

export { expect } from '@playwright/test';
