import type { Locator, Page } from '@playwright/test';

/** Datasets and their freshness, imports and loads. */
export class DataPage {
  constructor(readonly page: Page) {}

  get datasets(): Locator {
    return this.page.getByRole('grid', { name: /Datasets/ });
  }

  /** The rows of the loads of the selected dataset. */
  get loads(): Locator {
    return this.page.getByRole('table', { name: /Loads/ }).locator('tbody tr');
  }

  get detail(): Locator {
    return this.page.locator('#dataset-detail');
  }

  /** What was found in the selected dataset, of one kind. */
  findings(kind: string): Locator {
    return this.detail.locator(`[data-finding="${kind}"]`);
  }

  /** Shows a dataset of the list. */
  async show(dataset: string): Promise<void> {
    await this.datasets.locator(`[data-dataset="${dataset}"]`).click();
    await this.detail.getByRole('heading', { level: 2, name: dataset, exact: true }).waitFor();
  }

  /** The rows of the quarantine browser. */
  get keptRows(): Locator {
    return this.page.getByRole('table', { name: /Rows kept out/ }).locator('tbody tr');
  }

  get lineage(): Locator {
    return this.page.locator('[data-lineage]');
  }

  /** How the rebuild stands: `data-run` is running, done, cancelled or failed. */
  get rebuild(): Locator {
    return this.page.getByRole('region', { name: 'Rebuild', exact: true });
  }

  get quarantine(): Locator {
    return this.page.getByRole('table', { name: /Rows that break the contract/ });
  }

  /** How the import stands: `data-run` is running, done, cancelled or failed. */
  get import(): Locator {
    return this.page.getByRole('region', { name: 'Import', exact: true });
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
