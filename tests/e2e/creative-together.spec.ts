import { existsSync } from 'node:fs';
import { z } from 'zod';
import { creativeTogetherSchema } from '../../engine/contract/index.ts';
import { formatCount } from '../../engine/serializer/index.ts';
import { violations } from './axe.ts';
import { ProofDrawer } from './pages/index.ts';
import { expect, test } from './sample.ts';

const ARCHIVE = new URL('../../../shared/data/upworthy/upworthy_tests.parquet', import.meta.url).pathname;

const made = z.object({ tests: z.int(), variants: z.int(), winners: z.int() });

test('[EX109] all tests together in the sample: figures, list, chart, proof, keyboard, and no fault of accessibility', async ({
  putSample,
  gw,
  open,
  shot,
}) => {
  test.setTimeout(120_000);
  await putSample();
  const read = creativeTogetherSchema.parse((await gw('tests', '--together')).json);
  const { page } = await open();
  await page.getByText('All together').click();
  await expect(page).toHaveTitle(/Creative tests together/);
  await expect(page.getByRole('region', { name: 'Hold, few false' })).toContainText(formatCount(read.summary.holdFdr));
  await expect(page.getByRole('figure', { name: 'What luck added' })).toContainText(read.sentence);
  await shot(page, 'together-01-sample');
  expect(await violations(page)).toEqual([]);

  const chart = page.getByRole('slider', { name: read.sentence });
  await chart.focus();
  await page.keyboard.press('End');
  await expect(chart).toHaveAttribute('aria-valuetext', /Shrunken/);
  await page.keyboard.press('Enter');
  const selected = page.getByRole('region', { name: 'Selected test among all' });
  await selected.getByRole('button', { name: /pp/ }).first().click();
  const drawer = new ProofDrawer(page);
  await expect(page.getByText('Claims of all tests, adjusted as one family')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawer.root).toBeHidden();

  await page.getByRole('textbox', { name: 'Search tests' }).fill('no test is called that');
  await expect(page.getByText('No test matches')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await page.getByText('Table', { exact: true }).click();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Open this test' }).click();
  await expect(page.locator('#test-detail')).toBeVisible();
});

test('[EX109] the Upworthy archive: all 2,956 tests in one read, from the command line to the window', async ({
  gw,
  open,
  shot,
}) => {
  test.skip(!existsSync(ARCHIVE), 'the Upworthy archive is not at hand');
  test.setTimeout(120_000);
  expect((await gw('init', '--name', 'Archive', '--zone', 'UTC', '--currency', 'USD')).status).toBe(0);
  const archive = await gw('archive', ARCHIVE);
  // counted in the file with DuckDB
  expect(made.parse(archive.json)).toEqual({ tests: 2956, variants: 13_721, winners: 686 });
  const { summary } = creativeTogetherSchema.parse((await gw('tests', '--together')).json);
  expect(summary).toMatchObject({ tests: 2956, declared: 685, unhealthy: 452 });
  const { page } = await open();
  await page.getByText('All together').click();
  for (const [label, value] of [
    ['Declared winners', summary.declaredCompared],
    ['Hold, few false', summary.holdFdr],
    ['Hold, none false', summary.holdFwer],
    ['Unhealthy', summary.unhealthy],
  ] as const)
    await expect(page.getByRole('region', { name: label })).toContainText(formatCount(value));
  await expect(page.getByRole('figure', { name: 'What luck added' })).toBeVisible();
  await shot(page, 'together-02-archive');
});
