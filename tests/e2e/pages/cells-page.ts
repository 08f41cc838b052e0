import type { Locator, Page } from '@playwright/test';

/** The grid and the list of explore cells, and the open one beside it. */
export class CellsPage {
  constructor(readonly page: Page) {}

  get grid(): Locator {
    return this.page.getByRole('table', { name: 'Cells by channel and segment' });
  }

  get cards(): Locator {
    return this.grid.locator('[data-cell-key]');
  }

  card(key: string): Locator {
    return this.grid.locator(`[data-cell-key="${key}"]`);
  }

  get list(): Locator {
    return this.page.getByRole('grid', { name: 'Cells' });
  }

  get rows(): Locator {
    return this.list.locator('[role="row"][data-row-id]');
  }

  get detail(): Locator {
    return this.page.getByRole('region', { name: 'Open cell' });
  }

  /** "2 of 16 cells". */
  get shown(): Locator {
    return this.page.getByRole('status').filter({ hasText: /cells?$/ });
  }

  tile(label: string): Locator {
    return this.page.getByRole('region', { name: label });
  }

  async keys(): Promise<readonly string[]> {
    return this.cards.evaluateAll((cards) => cards.map((card) => card.getAttribute('data-cell-key') ?? ''));
  }

  async choose(what: 'Status' | 'Owner', word: string): Promise<void> {
    await this.page.getByRole('combobox', { name: what }).click();
    await this.page.getByRole('option', { name: word, exact: true }).click();
  }

  async search(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Search cells' }).fill(text);
  }

  /** Presses a button of the open cell. */
  async press(button: string): Promise<void> {
    await this.detail.getByRole('button', { name: button, exact: true }).click();
  }

  /** The dialog that asks for a reason, answered. */
  async giveReason(action: string, reason: string): Promise<void> {
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill(reason);
    await dialog.getByRole('button', { name: action }).click();
    await dialog.waitFor({ state: 'detached' });
  }
}
