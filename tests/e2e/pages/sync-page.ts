import type { Locator, Page } from '@playwright/test';

/** Connections, actions with their steps and receipts, and the audit. */
export class SyncPage {
  constructor(readonly page: Page) {}

  get actions(): Locator {
    return this.page.getByRole('listbox', { name: 'Actions' });
  }

  get detail(): Locator {
    return this.page.locator('#action-detail');
  }

  get entries(): Locator {
    return this.page.getByRole('grid', { name: /Audit entries/ }).locator('[role="row"][data-row-id]');
  }

  tile(label: 'Production database' | 'Meta' | 'Waiting to go out' | 'Stuck'): Locator {
    return this.page.getByRole('region', { name: label });
  }

  async syncNow(): Promise<void> {
    await this.page.getByRole('button', { name: 'Sync now' }).click();
  }

  async select(title: string | RegExp): Promise<void> {
    await this.actions.getByRole('option', { name: title }).first().click();
  }

  async show(tab: 'Actions' | 'Audit'): Promise<void> {
    await this.page.getByText(tab, { exact: true }).click();
  }

  /** Verifies the chain; true when it holds. The tab of the audit has to be shown. */
  async verify(): Promise<boolean> {
    await this.page.getByRole('button', { name: 'Verify the chain' }).click();
    const result = this.page.locator('[data-audit-passed]');
    await result.waitFor();
    return (await result.getAttribute('data-audit-passed')) === 'true';
  }

  /** Stops all dispatch, or lets it go on. */
  async dispatch(what: 'Stop all dispatch' | 'Resume dispatch', reason: string): Promise<void> {
    await this.page.getByRole('button', { name: `${what}…` }).click();
    const dialog = this.page.getByRole('dialog', { name: what });
    await dialog.getByLabel('Reason').fill(reason);
    await dialog.getByRole('button', { name: what }).click();
    await dialog.waitFor({ state: 'hidden' });
  }
}
