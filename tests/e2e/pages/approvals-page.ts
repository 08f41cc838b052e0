import type { Locator, Page } from '@playwright/test';

/** The inbox of proposals with the selected one beside it. */
export class ApprovalsPage {
  constructor(readonly page: Page) {}

  get inbox(): Locator {
    return this.page.getByRole('listbox', { name: 'Proposals' });
  }

  get detail(): Locator {
    return this.page.locator('#proposal-detail');
  }

  get guardrails(): Locator {
    return this.detail.getByRole('table', { name: /Guardrails/ });
  }

  get approveButton(): Locator {
    return this.detail.getByRole('button', { name: /Approve and sign/ });
  }

  /** Why the person who is signed in may not approve, as the page says it. */
  get whyNot(): Locator {
    return this.page.locator('#may-approve');
  }

  get road(): Locator {
    return this.detail.getByRole('list', { name: 'How far the proposal has come' });
  }

  async select(title: string | RegExp): Promise<void> {
    await this.inbox.getByRole('option', { name: title }).first().click();
  }

  async approve(passphrase: string): Promise<void> {
    await this.approveButton.click();
    const dialog = this.page.getByRole('dialog', { name: 'Approve and sign' });
    await dialog
      .getByLabel(/^Passphrase/)
      .first()
      .fill(passphrase);
    await dialog.getByRole('button', { name: 'Approve and sign' }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  /** Asks for changes, rejects, withdraws or rolls back, with a reason. */
  async decide(what: 'Ask for changes' | 'Reject' | 'Withdraw' | 'Roll back', reason: string): Promise<void> {
    await this.detail.getByRole('button', { name: `${what}…` }).click();
    const dialog = this.page.getByRole('dialog', { name: what });
    await dialog.getByLabel('Reason').fill(reason);
    await dialog.getByRole('button', { name: what }).click();
    await dialog.waitFor({ state: 'hidden' });
  }
}
