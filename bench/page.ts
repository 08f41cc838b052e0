import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { _electron as electron, type Page } from '@playwright/test';
import { z } from 'zod';
import { inFreshFolder, median, round } from './measure.ts';
import { DAYS, FIRST, writeFacts } from './scale/facts.ts';
import { electronProgram, inDisplay, startArguments, workspaceWith } from './window/setting.ts';

/**
 * From a click in the navigation to all tiles of a page painted, in the real window, with spend_daily at ten million rows
 * (`--rows`) beside the sample. Each page three ways: the first visit, a visit again (answers are kept), and a period that
 * was not asked for before (everything is read anew, DuckDB is warm). Compared with the time an empty page of the same
 * window takes from click to paint. Prints one JSON document, with the memory of each process.
 */
const GOAL_MS = 250;
const ROUNDS = 5;
const PAGES = ['Executive summary', 'Finance', 'Growth', 'Journeys'] as const;
/** A page without reads of its own: what the window itself needs. */
const PLAIN = 'Settings';

const binary = electronProgram();
const { values } = parseArgs({ options: { rows: { type: 'string', default: '10000000' } } });
const rows = z.coerce.number().int().min(DAYS).parse(values.rows);

inDisplay(import.meta.filename);

/** Generated as if later than the sample, so that it takes the place of the sample's days. */
const makeWorkspace = (dir: string): Promise<string> =>
  workspaceWith(dir, 'spend_daily', (drop, contract) =>
    writeFacts({ dir: drop, contract, rowsADay: Math.ceil(rows / DAYS), from: FIRST, days: DAYS, version: 48 }),
  );

/** Clicks a page in the navigation; milliseconds until its title stands there and nothing on it is busy, painted. */
const visit = (page: Page, title: string): Promise<number> =>
  page.evaluate(async (wanted) => {
    const link = [...document.querySelectorAll<HTMLAnchorElement>('nav a')].find((a) =>
      a.textContent?.startsWith(wanted),
    );
    if (link === undefined) throw new Error(`no link to ${wanted}`);
    const start = performance.now();
    link.click();
    for (;;) {
      await new Promise(requestAnimationFrame);
      const there = document.querySelector('main h1')?.textContent === wanted;
      if (there && document.querySelector('main [aria-busy="true"]') === null) break;
    }
    await new Promise(requestAnimationFrame);
    return performance.now() - start;
  }, title);

/** Moves the page to a period nobody asked for yet; milliseconds until everything is painted anew. */
const change = (page: Page, from: string, to: string): Promise<number> =>
  page.evaluate(
    async ([first, last]) => {
      const [path = '', search = ''] = window.location.hash.split('?');
      const params = new URLSearchParams(search);
      params.set('period', `${first}..${last}`);
      const start = performance.now();
      window.location.hash = `${path}?${params}`;
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      while (document.querySelector('main [aria-busy="true"]') !== null) await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      return performance.now() - start;
    },
    [from, to] as const,
  );

interface Process {
  readonly type: string;
  readonly memory: { readonly workingSetSize: number };
}

const day = (offset: number): string => new Date(Date.UTC(2026, 10, 20 - offset)).toISOString().slice(0, 10);

async function measure(workspace: string, profile: string): Promise<void> {
  const args = [...startArguments(profile, workspace)];
  const app = await electron.launch({ executablePath: binary, args });
  try {
    const page = await app.firstWindow();
    await page.waitForSelector('nav a');
    const times: Record<string, { first: number; again: number[]; anew: number[] }> = {};
    const plain: number[] = [];
    await visit(page, PLAIN);
    for (const title of PAGES) times[title] = { first: await visit(page, title), again: [], anew: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [index, title] of PAGES.entries()) {
        plain.push(await visit(page, PLAIN));
        times[title]?.again.push(await visit(page, title));
        const shift = 1 + round * PAGES.length + index;
        times[title]?.anew.push(await change(page, day(shift + 27), day(shift)));
      }
    }
    const metrics = z
      .array(
        z.object({ type: z.string(), name: z.string().optional(), memory: z.object({ workingSetSize: z.number() }) }),
      )
      .parse(await app.evaluate(({ app: running }): readonly Process[] => running.getAppMetrics()));
    const again = Object.values(times).flatMap((time) => time.again);
    const slowestAnew = Math.max(...Object.values(times).map((time) => median(time.anew)));
    const result = {
      benchmark: 'page',
      rows,
      pages: Object.fromEntries(
        Object.entries(times).map(([title, time]) => [
          title,
          { firstMs: round1(time.first), againMs: round1(median(time.again)), anewMs: round1(median(time.anew)) },
        ]),
      ),
      plainMs: round1(median(plain)),
      warmMs: round1(Math.max(...Object.values(times).map((time) => median(time.again)))),
      anewMs: round1(slowestAnew),
      ratio: round(median(again) / median(plain)),
      goalMs: GOAL_MS,
      metWarm: Math.max(...Object.values(times).map((time) => median(time.again))) < GOAL_MS,
      metAnew: slowestAnew < GOAL_MS,
      memoryMebibytes: metrics.map(({ type, name, memory }) => ({
        process: name ?? type,
        mebibytes: Math.round(memory.workingSetSize / 1024),
      })),
      loadAverage: round(loadavg()[0] ?? Number.NaN, 2),
    };
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  } finally {
    await app.close();
  }
}

const round1 = (value: number): number => round(value, 0);

await inFreshFolder(async (dir) => measure(await makeWorkspace(dir), join(dir, 'profile')));
