import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { _electron as electron, type Page } from '@playwright/test';
import { z } from 'zod';
import { inFreshFolder, median, quantile, round } from './measure.ts';
import { atRest, dragging, scrolling } from './smooth/frames.ts';
import { writeTests } from './smooth/tests-drop.ts';
import { electronProgram, inDisplay, startArguments, workspaceWith } from './window/setting.ts';

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

const binary = electronProgram();
const { values } = parseArgs({ options: { tests: { type: 'string', default: '100000' } } });
const tests = z.coerce.number().int().min(1000).parse(values.tests);

inDisplay(import.meta.filename);

const makeWorkspace = (dir: string): Promise<string> =>
  workspaceWith(dir, 'creative_daily', (drop, contract) => writeTests(drop, contract, tests));

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
  const args = [...startArguments(profile, workspace), '--disable-gpu'];
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
