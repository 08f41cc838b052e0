import type { Locator, Page } from '@playwright/test';

/** The drawer that says where a number comes from. */
export class ProofDrawer {
  constructor(readonly page: Page) {}

  get root(): Locator {
    return this.page.getByRole('dialog', { name: /^Proof/ });
  }

  /** Opens the proof of a number, found by the start of its reference: `creative.p_best/`. */
  async open(within: Locator, ref: string): Promise<void> {
    await within.locator(`[data-proof-ref^="${ref}"]`).first().click();
    await this.root.getByRole('button', { name: 'Run again' }).waitFor();
  }

  /** Runs it again; true when the number holds. */
  async runAgain(): Promise<boolean> {
    await this.root.getByRole('button', { name: 'Run again' }).click();
    const result = this.root.locator('[data-proof-holds]');
    await result.waitFor();
    return (await result.getAttribute('data-proof-holds')) === 'true';
  }

  get sql(): Locator {
    return this.root.locator('pre');
  }

  get sources(): Locator {
    return this.root.getByRole('table', { name: /Datasets/ });
  }

  async close(): Promise<void> {
    await this.root.getByRole('button', { name: 'Close' }).click();
    await this.root.waitFor({ state: 'detached' });
  }
}
