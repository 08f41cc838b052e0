import type { Locator, Page } from '@playwright/test';

/** The result of one experiment, open beside the list. */
export class ExperimentResultPage {
  constructor(readonly page: Page) {}

  get root(): Locator {
    return this.page.locator('#experiment-result');
  }

  get verdict(): Locator {
    return this.root.getByRole('region', { name: 'Verdict' });
  }

  /** "Running", "Decided": beside its name. */
  get status(): Locator {
    return this.root.getByRole('heading', { level: 2 });
  }

  get scorecard(): Locator {
    return this.part('Scorecard').getByRole('table');
  }

  get checks(): Locator {
    return this.part('Health').getByRole('listitem');
  }

  get log(): Locator {
    return this.part('Decision log').getByRole('table');
  }

  /** A part by its heading. */
  part(title: string | RegExp): Locator {
    return this.root.getByRole('region', { name: title, exact: true });
  }

  line(metric: string, variation: string): Locator {
    return this.scorecard.locator(`tr[data-metric="${metric}"][data-variation="${variation}"]`);
  }

  /** Numbers that stand for this reference. */
  number(...parts: readonly string[]): Locator {
    return this.root.locator(`[data-proof-ref="${parts.join('/')}"]`);
  }

  /** Goes to an experiment by its address and waits for its result. */
  async open(key: string): Promise<void> {
    await this.page.evaluate((hash) => {
      window.location.hash = hash;
    }, `#/experiments?key=${key}`);
    await this.page.locator(`#experiment-result[data-experiment="${key}"][aria-busy="false"]`).waitFor();
  }

  /** Decides by the dialog; ends on the page of approvals with the proposal open. */
  async decide(outcome: 'Ship a variation' | 'Roll back to the control', reason: string): Promise<void> {
    await this.root.getByRole('button', { name: 'Decide…' }).click();
    const dialog = this.page.getByRole('dialog', { name: /^Decide/ });
    await dialog.getByText(outcome, { exact: true }).click();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
    await dialog.getByRole('button', { name: 'Propose' }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  /** Cells of tables and facts with a digit that open no proof, but for those that are no read. */
  async unproven(): Promise<readonly string[]> {
    return this.root.evaluate((root) => {
      const cells = [...root.querySelectorAll('td, dd, [aria-label="Verdict"] h3')];
      // The planned split, dates and hashes are written down, not read.
      const given = (cell: Element): boolean =>
        cell.closest('table')?.caption?.textContent === 'Decision log' ||
        (cell.closest('table')?.caption?.textContent?.includes('planned share') === true &&
          cell === cell.parentElement?.lastElementChild);
      return cells
        .filter((cell) => !given(cell))
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
