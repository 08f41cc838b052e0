import { spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { _electron as electron, type Page } from '@playwright/test';
import { z } from 'zod';
import { readContracts } from '../engine/ingest/index.ts';
import { inFreshFolder, median, quantile, round } from './measure.ts';
import { atRest, dragging, scrolling } from './smooth/frames.ts';
import { writeTests } from './smooth/tests-drop.ts';

/**
 * Frame times in the real window, without a GPU: panning the daily chart of the Growth page over all days of the sample,
 * and scrolling the list of 100,000 creative tests (`--tests`). Beside each the same window at rest, which is what the
 * machine allows. Prints one JSON document.
 */
const GOAL = { medianMs: 17, p95Ms: 33 };
const FRAMES = 540;
const WAIT_MS = 300_000;
/** Steps of the keyboard that bring the view nearer, so that there is something to pan. */
const NEARER = 5;

const root = join(import.meta.dirname, '..');
const binary = z.string({ error: 'run it with "npm run bench smooth"' }).parse(process.env.GW_ELECTRON);
const { values } = parseArgs({ options: { tests: { type: 'string', default: '100000' } } });
const tests = z.coerce.number().int().min(1000).parse(values.tests);

// Without a display the whole benchmark runs inside one virtual display.
if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
  const command = [process.execPath, ...process.execArgv, import.meta.filename, ...process.argv.slice(2)];
  const again = spawnSync('xvfb-run', ['-a', '-s', '-screen 0 1920x1080x24', ...command], { stdio: 'inherit' });
  process.exit(again.status ?? 1);
}

function gw(...args: readonly string[]): void {
  const made = spawnSync(process.execPath, [join(root, 'out/main/cli.js'), ...args], { stdio: 'ignore' });
  if (made.status !== 0) throw new Error(`gw ${args.join(' ')} failed`);
}

async function makeWorkspace(dir: string): Promise<string> {
  const workspace = join(dir, 'workspace');
  gw('sample', workspace);
  const contract = (await readContracts(join(root, 'resources/contracts'))).get('creative_daily');
  if (contract === undefined) throw new Error('creative_daily has no contract');
  const drop = join(dir, 'tests');
  await writeTests(drop, contract, tests);
  gw('--workspace', workspace, 'import', drop);
  return workspace;
}

const reading = (times: readonly number[]) => ({
  frames: times.length,
  medianMs: round(median(times), 1),
  p95Ms: round(quantile(times, 0.95), 1),
  longestMs: round(Math.max(...times), 1),
});

const isMet = (times: readonly number[]): boolean =>
  median(times) <= GOAL.medianMs && quantile(times, 0.95) <= GOAL.p95Ms;

async function panChart(page: Page) {
  await page.evaluate(() => {
    window.location.hash = '#/growth?period=all';
  });
  const surface = '[data-tile="growth.trend"] [data-line-surface]';
  await page.waitForSelector(surface, { timeout: WAIT_MS });
  const days = Number(await page.locator(surface).getAttribute('aria-valuemax')) + 1;
  await page.locator(surface).focus();
  for (let i = 0; i < NEARER; i += 1) await page.keyboard.press('+');
  await page.locator(surface).scrollIntoViewIfNeeded();
  await page.waitForFunction(() => document.querySelector('main [aria-busy="true"]') === null, { timeout: WAIT_MS });
  const rest = await atRest(page, FRAMES / 2);
  const moved = await dragging(page, { selector: surface, pixels: 7, frames: FRAMES });
  return { days, atRest: reading(rest), panning: reading(moved), met: isMet(moved) };
}

async function scrollList(page: Page) {
  await page.evaluate(() => {
    window.location.hash = '#/creative-tests';
  });
  await page.waitForSelector('[role="grid"] [role="row"] [role="gridcell"]', { timeout: WAIT_MS });
  const rows = Number(await page.locator('[role="grid"]').first().getAttribute('aria-rowcount')) - 1;
  await page.waitForFunction(() => document.querySelector('main [aria-busy="true"]') === null, { timeout: WAIT_MS });
  const rest = await atRest(page, FRAMES / 2);
  const moved = await scrolling(page, {
    selector: '[role="grid"] > [role="presentation"]',
    pixels: 60,
    frames: FRAMES,
  });
  return { rows, atRest: reading(rest), scrolling: reading(moved), met: isMet(moved) };
}

async function measure(workspace: string, profile: string): Promise<void> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [root, ...sandbox, '--disable-gpu', `--user-data-dir=${profile}`, '--workspace', workspace];
  const app = await electron.launch({ executablePath: binary, args, timeout: WAIT_MS });
  try {
    const page = await app.firstWindow({ timeout: WAIT_MS });
    await page.waitForSelector('nav a', { timeout: WAIT_MS });
    const chart = await panChart(page);
    const list = await scrollList(page);
    const result = { benchmark: 'smooth', chart, list, goal: GOAL, met: chart.met && list.met };
    process.stdout.write(
      `${JSON.stringify({ ...result, loadAverage: round(loadavg()[0] ?? Number.NaN, 2) }, null, 2)}\n`,
    );
  } finally {
    await app.close();
  }
}

await inFreshFolder(async (dir) => measure(await makeWorkspace(dir), join(dir, 'profile')));
