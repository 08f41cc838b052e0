import type { Locator, Page } from '@playwright/test';

/** Members, caps and connections. */
export class SettingsPage {
  constructor(readonly page: Page) {}

  get members(): Locator {
    return this.page.getByRole('table', { name: /Members/ });
  }

  async addMember(name: string, role: 'analyst' | 'approver' | 'admin', passphrase: string): Promise<void> {
    const form = this.page.getByRole('form', { name: 'Add a member' });
    if (!(await form.isVisible())) await this.page.getByRole('button', { name: 'Add a member…' }).click();
    await form.getByLabel('Name').fill(name);
    await form.getByRole('combobox', { name: 'Role' }).click();
    await this.page.getByRole('option', { name: new RegExp(`^${role}:`) }).click();
    await form.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await form.getByLabel('Passphrase again').fill(passphrase);
    await form.getByRole('button', { name: 'Add member' }).click();
    await this.members.getByRole('cell', { name, exact: true }).waitFor();
  }

  async setConnections(values: Readonly<Record<string, string>>): Promise<void> {
    const form = this.page.getByRole('form', { name: 'Connections' });
    for (const [label, value] of Object.entries(values)) await form.getByLabel(label, { exact: true }).fill(value);
    await form.getByRole('button', { name: 'Change the connections' }).click();
  }

  async setCaps(perDay: number, twoApproversAbove: number): Promise<void> {
    const form = this.page.getByRole('form', { name: 'Spend caps' });
    await form.getByLabel(/At most in a day/).fill(String(perDay));
    await form.getByLabel(/Two approvers above/).fill(String(twoApproversAbove));
    await form.getByRole('button', { name: 'Change the caps' }).click();
  }
}
