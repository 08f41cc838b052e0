import type { Locator, Page } from '@playwright/test';
import { GridPage } from './grid-page.ts';

/** The list of experiments, the open one beside it, and the flags. */
export class ExperimentsPage extends GridPage {
  protected readonly gridName = 'Experiments';

  get detail(): Locator {
    return this.page.getByRole('region', { name: 'Open experiment' });
  }

  /** "2 of 4 experiments". */
  get shown(): Locator {
    return this.page.getByRole('status').filter({ hasText: /experiments?$/ });
  }

  get undesigned(): Locator {
    return this.page.getByRole('region', { name: 'Found in the data without a design' });
  }

  tile(label: string): Locator {
    return this.page.getByRole('region', { name: label });
  }

  async choose(what: 'Status' | 'Verdict', word: string): Promise<void> {
    await this.page.getByRole('combobox', { name: what }).click();
    await this.page.getByRole('option', { name: word, exact: true }).click();
  }

  async search(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Search experiments' }).fill(text);
  }

  async keys(): Promise<readonly string[]> {
    return this.rows.evaluateAll((rows) =>
      rows
        .toSorted((a, b) => Number(a.getAttribute('aria-rowindex')) - Number(b.getAttribute('aria-rowindex')))
        .map((row) => row.getAttribute('data-row-id') ?? ''),
    );
  }

  async back(): Promise<void> {
    await this.page.getByRole('button', { name: 'All experiments' }).click();
  }

  /** The dialog that asks for a reason, answered. */
  async giveReason(action: string, reason: string): Promise<void> {
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill(reason);
    await dialog.getByRole('button', { name: action }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  /** Cells of the list that show a read without a proof. */
  async unproven(): Promise<readonly string[]> {
    return this.grid
      .locator('[data-column="effect"], [data-column="units"], [data-column="days"], [data-column="verdict"]')
      .evaluateAll((cells) =>
        cells
          .filter((cell) => cell.querySelector('[data-proof-ref]') === null)
          .map((cell) => cell.textContent ?? '')
          .filter((text) => !['—', 'not started', 'not shown'].includes(text)),
      );
  }
}

/** The editor of one design. */
export class ExperimentEditor {
  constructor(readonly page: Page) {}

  get form(): Locator {
    return this.page.getByRole('form', { name: 'Design of the experiment' });
  }

  get size(): Locator {
    return this.page.getByRole('region', { name: 'Size of the experiment' });
  }

  get problems(): Locator {
    return this.page.getByRole('region', { name: 'Not right yet' });
  }

  field(label: string | RegExp): Locator {
    return this.form.getByRole('textbox', { name: label });
  }

  async press(button: string): Promise<void> {
    await this.page.getByRole('button', { name: button, exact: true }).click();
  }
}
