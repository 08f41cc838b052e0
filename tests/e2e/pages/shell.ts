import { expect, type Locator, type Page } from '@playwright/test';

export type PageTitle =
  | 'Executive summary'
  | 'Finance'
  | 'Growth'
  | 'Journeys'
  | 'Experiments'
  | 'Creative tests'
  | 'RL Insights'
  | 'Explore cells'
  | 'Approvals'
  | 'Sync and audit'
  | 'Data health'
  | 'Settings';

/** What is around every page: navigation, the chips of the top bar, sign-in, theme. */
export class WindowShell {
  constructor(readonly page: Page) {}

  /** Goes to a page by the navigation and waits for its title. */
  async go(title: PageTitle): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: title }).click();
    await this.page.getByRole('heading', { level: 1, name: title }).waitFor();
  }

  get freshness(): Locator {
    return this.page.getByRole('banner').getByRole('link', { name: /Data to|No data yet/ });
  }

  get connection(): Locator {
    return this.page.getByRole('banner').getByRole('link', { name: /Online|Offline|Not connected|refused|stopped/ });
  }

  get member(): Locator {
    return this.page.getByRole('banner').getByRole('button', { name: /Signed in as|Not signed in/ });
  }

  /** Signs in by the menu of the top bar. `name` is how the member is called. */
  async signIn(name: string, passphrase: string): Promise<void> {
    await this.member.click();
    await this.page.getByRole('menuitem', { name: /Sign in/ }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Sign in' });
    await dialog.getByRole('combobox', { name: 'Member' }).click();
    await this.page.getByRole('option', { name: new RegExp(`^${name},`) }).click();
    await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await this.page.getByRole('button', { name: new RegExp(`Signed in as\\s*${name}`) }).waitFor();
  }

  async switchTo(theme: 'light' | 'dark'): Promise<void> {
    const toggle = this.page.getByRole('banner').getByRole('button', { name: `Use the ${theme} theme` });
    if (await toggle.isVisible()) await toggle.click();
    await this.page.locator(`html[data-mantine-color-scheme="${theme}"]`).waitFor();
  }

  /** Opens the palette, types, and takes the first entry. */
  async palette(text: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: 'Search pages, metrics, views, tests' });
    // The palette comes after the first rows of a start.
    await expect(async () => {
      await this.page.keyboard.press('Control+k');
      await field.waitFor({ timeout: 1_000 });
    }).toPass();
    await field.fill(text);
    await this.page
      .getByRole('button', { name: new RegExp(text, 'i') })
      .first()
      .waitFor();
    await this.page.keyboard.press('Enter');
  }
}
