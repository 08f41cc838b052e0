import { join } from 'node:path';
import { saveInto } from './main-process.ts';
import { CreativeTestsPage, ProofDrawer } from './pages/index.ts';
import { expect, test } from './sample.ts';

test('the rows of a proof, the list and the chart leave as files', async ({ putSample, workspace, open }) => {
  await putSample();
  const { app, page } = await open();
  const file = await saveInto(app, join(workspace, '..'));
  const tests = new CreativeTestsPage(page);
  await tests.variants.first().waitFor();
  const testId = (await tests.detail.getAttribute('data-test-id')) ?? '';
  const take = async (item: string): Promise<void> => {
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };

  await take('As CSV…');
  const list = (await file('creative-tests.csv')).toString('utf8').trimEnd().split('\r\n');
  expect(list[0]).toContain('testId,name,firstDay');
  expect(list.length).toBe(Number(await tests.grid.getAttribute('aria-rowcount')));

  await take('As SVG…');
  const svg = (await file(`creative-test-${testId}.svg`)).toString('utf8');
  expect(svg).toContain('<svg');
  expect(svg).not.toContain('var(--');

  await take('As PNG…');
  const png = await file(`creative-test-${testId}.png`);
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');

  const drawer = new ProofDrawer(page);
  await drawer.open(tests.variants.first(), 'creative.clicks/');
  const download = page.getByText(/rows? in .*\.csv/);
  await drawer.root.getByRole('button', { name: 'Rows as CSV' }).click();
  await download.waitFor();
  const name = /in (\S+\.csv)/.exec((await download.textContent()) ?? '')?.[1] ?? '';
  expect((await file(name)).toString('utf8')).toContain('\r\n');
});
