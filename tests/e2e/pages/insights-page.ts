import type { Locator } from '@playwright/test';
import { GridPage } from './grid-page.ts';

/** The list of cells that were started, and the open one beside it. */
export class InsightsPage extends GridPage {
  protected readonly gridName = 'Cells';

  /** "2 of 14 cells". */
  get shown(): Locator {
    return this.page.getByRole('status').filter({ hasText: /cells?$/ });
  }

  get root(): Locator {
    return this.page.locator('#bandit');
  }

  get advice(): Locator {
    return this.root.getByRole('region', { name: 'Advice' });
  }

  get decisions(): Locator {
    return this.part('Decisions').getByRole('table');
  }

  get whatIf(): Locator {
    return this.part('What if');
  }

  get answer(): Locator {
    return this.whatIf.locator('[data-what-if="answered"][aria-busy="false"]');
  }

  /** A part by its heading. */
  part(title: string | RegExp): Locator {
    return this.root.getByRole('region', { name: title, exact: true });
  }

  arm(id: string): Locator {
    return this.root.locator(`tr[data-arm-line="${id}"]`);
  }

  /** Numbers that stand for this reference. */
  number(measure: string, ...keys: readonly string[]): Locator {
    return this.root.locator(`[data-proof-ref="${[measure, ...keys.map(encodeURIComponent)].join('/')}"]`);
  }

  /** Goes to a cell by its address and waits for it. */
  async open(key: string): Promise<void> {
    await this.page.evaluate((hash) => {
      window.location.hash = hash;
    }, `#/insights?key=${key}`);
    await this.page.locator(`#bandit[data-cell="${key}"][aria-busy="false"]`).waitFor();
  }

  async choose(what: 'Status' | 'Advice', word: string): Promise<void> {
    await this.page.getByRole('combobox', { name: what, exact: true }).click();
    await this.page.getByRole('option', { name: word, exact: true }).click();
  }

  /** Promotes, kills or keeps an arm by the dialog, with a reason. */
  async decide(what: 'Promote' | 'Kill' | 'Keep', arm: string, reason: string): Promise<void> {
    await this.arm(arm).locator('[data-choose]').click();
    await this.root.getByRole('button', { name: new RegExp(`^${what} `) }).click();
    const dialog = this.page.getByRole('dialog', { name: new RegExp(`^${what} `) });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
    await dialog.getByRole('button', { name: what === 'Keep' ? 'Keep' : 'Propose' }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  /** Cells of tables and facts with a digit that open no proof, but for what is simulated, written down or a rule. */
  async unproven(): Promise<readonly string[]> {
    return this.root.evaluate((root) => {
      const given = ['Decisions', 'The arms as they are and as they would be'];
      return [...root.querySelectorAll('td, [aria-label="Advice"] dd')]
        .filter((cell) => !given.includes(cell.closest('table')?.caption?.textContent ?? ''))
        .filter((cell) => {
          const text = [...cell.childNodes]
            .filter((node) => !(node instanceof Element) || !node.matches('small, button, svg, [data-proof-ref]'))
            .map((node) => node.textContent ?? '')
            .join('');
          return /\d/.test(text) && cell.querySelector('[data-proof-ref]') === null;
        })
        .map((cell) => cell.textContent ?? '');
    });
  }
}
