import { expect, type Locator } from '@playwright/test';
import { GridPage } from './grid-page.ts';

/** What an analyst fills in to promote a variant. */
export interface Promotion {
  readonly dailyBudget: number;
  readonly link: string;
  readonly countries: readonly string[];
  readonly financialProduct: boolean;
}

/** The list of creative tests with the selected one beside it. */
export class CreativeTestsPage extends GridPage {
  protected readonly gridName = 'Creative tests';

  get detail(): Locator {
    return this.page.locator('#test-detail');
  }

  get chart(): Locator {
    return this.page.locator('#test-chart svg[role="group"]');
  }

  get variants(): Locator {
    return this.page.locator('#variants-table tbody tr');
  }

  /** How many tests the list says it shows: "94 of 336 tests". */
  get shown(): Locator {
    return this.page.getByRole('status').filter({ hasText: /tests$/ });
  }

  tile(label: string): Locator {
    return this.page.getByRole('region', { name: label });
  }

  async search(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Search tests' }).fill(text);
  }

  async filterBy(verdict: string): Promise<void> {
    const choice = this.page.getByRole('combobox', { name: 'Verdict' });
    await choice.click();
    await this.page.getByRole('option', { name: verdict }).click();
    // The address changes first; with this the list has followed.
    await expect(choice).toHaveValue(verdict);
  }

  async sortBy(column: string): Promise<void> {
    const header = this.grid.getByRole('columnheader', { name: column });
    await header.getByRole('button').click();
    await expect(header).not.toHaveAttribute('aria-sort', 'none');
  }

  /** Selects the row at a place of the shown list, from 0. */
  async select(index: number): Promise<string> {
    const row = this.rows.nth(index);
    const id = (await row.getAttribute('data-row-id')) ?? '';
    await row.locator('[role="gridcell"]').first().click();
    await this.page.locator(`#test-detail[data-test-id="${id}"][aria-busy="false"]`).waitFor();
    return id;
  }

  /** Promotes the winner of the selected test; ends on the page of approvals with the proposal open. */
  async promote(promotion: Promotion): Promise<void> {
    await this.detail.getByRole('button', { name: /^Promote/ }).click();
    const dialog = this.page.getByRole('dialog', { name: /^Promote/ });
    await dialog.getByLabel(/Daily budget/).fill(String(promotion.dailyBudget));
    await dialog.getByLabel('Landing page').fill(promotion.link);
    const countries = dialog.getByRole('combobox', { name: 'Countries' });
    for (const country of promotion.countries) {
      await countries.fill(country);
      await countries.press('Enter');
    }
    await dialog
      .getByRole('switch', { name: 'Financial product' })
      .setChecked(promotion.financialProduct, { force: true });
    await dialog.getByRole('button', { name: 'Propose' }).click();
  }

  /** Numbers on the page that have no proof although their place always has one. */
  async unproven(): Promise<readonly string[]> {
    return this.page.evaluate(() => {
      const places = [
        ...document.querySelectorAll('[role="gridcell"], #variants-table td, section[aria-label] > div:nth-child(2)'),
      ];
      // A date, a count of variants and a dash are no reads; a headline may hold any digit.
      const isRead = (place: Element): boolean => {
        const text = place.textContent ?? '';
        const column = place.getAttribute('data-column');
        return /\d/.test(text) && column !== 'name' && column !== 'firstDay' && column !== 'variants';
      };
      return places
        .filter((place) => isRead(place) && place.querySelector('[data-proof-ref]') === null)
        .map((place) => place.textContent ?? '');
    });
  }
}
