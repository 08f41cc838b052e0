import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './app.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds wrong with what is on screen, as rule and element. */
export async function violations(page: Page): Promise<readonly string[]> {
  // Animations pass through states of low contrast, and so does a note on its way out.
  await expect(page.locator('.mantine-Notification-root')).toHaveCount(0);
  // What the pointer rests on may say so a moment later.
  await page.mouse.move(0, 0);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  // A skeleton never stops moving, so what has no end is not waited for.
  await page.evaluate(() => {
    const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity);
    return Promise.allSettled(ending.map((animation) => animation.finished));
  });
  // Without legacy mode axe would open a page of its own, which the window refuses.
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode().withTags(WCAG).analyze();
  return found.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`),
  );
}
