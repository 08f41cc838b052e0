import { ProofDrawer, WindowShell } from './pages/index.ts';
import { expect, test } from './sample.ts';

test('the points of a chart by keyboard alone: said aloud, moved over, proven', async ({ putSample, open }) => {
  await putSample();
  const { page } = await open();
  await new WindowShell(page).go('Growth');
  const points = page.locator('[data-tile="growth.trend"]').getByRole('slider');
  await points.focus();
  await points.press('Home');
  const first = await points.getAttribute('aria-valuetext');
  expect(first).toMatch(/^.+, \d{1,2} \w+ \d{4}: [\d,]+/);
  await points.press('ArrowRight');
  await expect(points).toHaveAttribute('aria-valuenow', '1');
  expect(await points.getAttribute('aria-valuetext')).not.toBe(first);
  await points.press('ArrowDown');
  const [series] = ((await points.getAttribute('aria-valuetext')) ?? '').split(',');
  expect(first?.startsWith(`${series},`)).toBe(false);
  await points.press('p');
  const drawer = new ProofDrawer(page);
  await drawer.root.waitFor();
  await expect(page.locator('[data-proof-open^="tile.number/growth.trend/"]')).toBeVisible();
  expect(await drawer.runAgain()).toBe(true);
});

test('the view of a daily chart comes nearer, moves and goes back', async ({ putSample, open }) => {
  await putSample();
  const { page } = await open();
  await new WindowShell(page).go('Growth');
  const tile = page.locator('[data-tile="growth.trend"]');
  const points = tile.getByRole('slider');
  const strip = tile.locator('[data-strip]');
  const placed = () => strip.evaluate((element) => element.getBoundingClientRect().left);
  await points.focus();
  await points.press('End');
  for (let i = 0; i < 3; i += 1) await points.press('+');
  const all = tile.getByRole('button', { name: /show all/ });
  await expect(all).toBeVisible();
  const before = await placed();
  await points.press('Shift+ArrowLeft');
  await expect.poll(placed).toBeGreaterThan(before);
  await points.press('0');
  await expect(all).toBeHidden();
});

test('marks of a chart by keyboard alone', async ({ putSample, open }) => {
  await putSample();
  const { page } = await open();
  await new WindowShell(page).go('Growth');
  const bars = page.locator('[data-tile="growth.contribution"] [data-mark]');
  await bars.first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(bars.nth(1)).toBeFocused();
  await expect(bars.nth(1)).toHaveAttribute('aria-label', /^.+: Contribution [+−]?[\d,.]+/);
  await page.keyboard.press('End');
  await expect(bars.last()).toBeFocused();
});
