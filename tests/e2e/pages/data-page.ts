import type { Locator, Page } from '@playwright/test';

/** Datasets and their freshness, imports and loads. */
export class DataPage {
  constructor(readonly page: Page) {}

  get datasets(): Locator {
    return this.page.getByRole('table', { name: /Datasets/ });
  }

  get loads(): Locator {
    return this.page.getByRole('listbox', { name: /Loads/ });
  }

  get quarantine(): Locator {
    return this.page.getByRole('table', { name: /Rows that break the contract/ });
  }

  /** How the import stands: `data-import` is running, loaded, cancelled or failed. */
  get import(): Locator {
    return this.page.locator('[data-import]');
  }

  /** Starts an import; the folder dialog is the system's and has to be answered by the test. */
  async startImport(): Promise<void> {
    await this.page.getByRole('button', { name: 'Import a drop…' }).click();
  }

  async cancelImport(): Promise<void> {
    await this.import.getByRole('button', { name: 'Cancel' }).click();
  }

  async exportReport(as: 'HTML' | 'PDF' | 'both'): Promise<void> {
    await this.page.getByRole('button', { name: 'Export report' }).click();
    await this.page.getByRole('menuitem', { name: `As ${as}…` }).click();
  }
}
