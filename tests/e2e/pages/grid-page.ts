import type { Locator, Page } from '@playwright/test';

/** A page with a grid whose rows are known by their keys. */
export abstract class GridPage {
  protected abstract readonly gridName: string;

  constructor(readonly page: Page) {}

  get grid(): Locator {
    return this.page.getByRole('grid', { name: this.gridName });
  }

  get rows(): Locator {
    return this.grid.locator('[role="row"][data-row-id]');
  }

  get selectedRow(): Locator {
    return this.grid.getByRole('row', { selected: true });
  }

  row(key: string): Locator {
    return this.grid.locator(`[role="row"][data-row-id="${key}"]`);
  }
}
