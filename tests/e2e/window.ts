import type { ElectronApplication, Page } from '@playwright/test';
import type { z } from 'zod';
import type { AppFixtures } from './app.ts';
import { violations } from './axe.ts';
import { SettingsPage, WindowShell } from './pages/index.ts';
import { expect } from './sample.ts';

export const THEMES = ['light', 'dark'] as const;
export const PASSPHRASES = { Ada: 'ada keeps bees', Ben: 'ben mends boats' } as const;

/** What is never on a page. */
export const NEVER = /NaN|Infinity|Invalid Date|undefined|\[object/;

/** What the command line answers, while no window has the workspace. */
export async function answered<T>(
  gw: AppFixtures['gw'],
  schema: z.ZodType<T>,
  ...command: readonly string[]
): Promise<T> {
  const { status, json } = await gw(...command);
  expect(status).toBe(0);
  return schema.parse(json);
}

/** Makes Ada a member and signs her in; the page of settings is open then. */
export async function signedIn(page: Page): Promise<WindowShell> {
  const shell = new WindowShell(page);
  await shell.go('Settings');
  await new SettingsPage(page).addMember('Ada', 'admin', PASSPHRASES.Ada);
  await shell.signIn('Ada', PASSPHRASES.Ada);
  return shell;
}

/** What fails on the page from now on. What its policy forbids is said on the console. */
export function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

export async function workerPid(app: ElectronApplication): Promise<number> {
  const pid = await app.evaluate(
    ({ app: electron }) => electron.getAppMetrics().find(({ name }) => name === 'data worker')?.pid,
  );
  if (pid === undefined) throw new Error('the data worker runs in a process of its own');
  return pid;
}

/** What is on screen has no violation of accessibility, in either theme; a picture of each is kept. */
export async function looksRight(page: Page, shot: AppFixtures['shot'], name: string): Promise<void> {
  const shell = new WindowShell(page);
  for (const theme of THEMES) {
    await shell.switchTo(theme);
    await shot(page, `${name}-${theme}`);
    expect(await violations(page), `${name}, ${theme}`).toEqual([]);
  }
}

interface Stall {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly shot: AppFixtures['shot'];
  readonly title: 'Experiments' | 'Explore cells';
  /** What the page says that can still be done. */
  readonly works: string;
  readonly isBack: () => Promise<void>;
}

/** A page whose data worker stands still is cancelled; it fails when the worker dies, and comes back with the next one. */
export async function stallsAndComesBack({ app, page, shot, title, works, isBack }: Stall): Promise<void> {
  const name = title.toLowerCase().replace('explore ', '');
  // The shell has its answers, the page has none yet.
  await expect(page.getByRole('banner')).toContainText('Data to');
  const stopped = await workerPid(app);
  process.kill(stopped, 'SIGSTOP');
  await new WindowShell(page).go(title);
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await looksRight(page, shot, `${name}-loading`);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Nothing was changed. Load it when you are ready.')).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  // By now it has been asked: a worker that dies before that is replaced, and nothing fails.
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  process.kill(stopped, 'SIGKILL');
  await expect(page.getByRole('alert').filter({ hasText: works })).toBeVisible();
  await looksRight(page, shot, `${name}-failed`);
  await expect(async () => {
    // It may have come back since the last look.
    const again = page.getByRole('button', { name: 'Try again' });
    if (await again.isVisible()) await again.click();
    await isBack();
  }).toPass();
}
