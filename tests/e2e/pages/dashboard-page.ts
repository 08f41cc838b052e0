import { expect, type Locator, type Page } from '@playwright/test';

/** What each page made of tiles is called. */
export const DASHBOARDS = {
  executive: 'Executive summary',
  finance: 'Finance',
  growth: 'Growth',
  journeys: 'Journeys',
} as const;

/** What no reader may ever see. */
const UNREADABLE = 'NaN|Infinity|Invalid Date|undefined|\\[object|\\{"';

/** A page made of tiles: its scope bar, its tiles and what is done with them. */
export class DashboardPage {
  constructor(readonly page: Page) {}

  get tiles(): Locator {
    return this.page.locator('[data-tile]');
  }

  tile(id: string): Locator {
    return this.page.locator(`[data-tile="${id}"]`);
  }

  /** Tiles that could not be read, with a code. */
  get failed(): Locator {
    return this.tiles.locator('[role="alert"]');
  }

  /** The line under the title: what the page was made from. */
  get line(): Locator {
    return this.page.locator('h1 + p');
  }

  get scope(): Locator {
    return this.page.getByRole('toolbar', { name: 'Scope of the page' });
  }

  get trail(): Locator {
    return this.page.getByRole('list', { name: 'Drilled into' });
  }

  get filters(): Locator {
    return this.page.getByRole('region', { name: 'Filters that are set' });
  }

  /** Every tile has answered, one way or the other. */
  async ready(): Promise<void> {
    await this.tiles.first().waitFor();
    await this.page.waitForFunction(
      () => document.querySelectorAll('[aria-busy="true"], [data-old="true"]').length === 0,
    );
  }

  /** The number of a tile that is a figure. */
  async figure(id: string): Promise<string> {
    return (await this.tile(id).locator('[data-proof-ref]').first().textContent()) ?? '';
  }

  // The address changes at once and the page follows: that it has is seen in what was chosen, and only then are its
  // tiles those of the choice.

  async choosePeriod(preset: string): Promise<void> {
    const period = this.scope.getByRole('button', { name: /^Period/ });
    await period.click();
    await this.page.getByRole('radio', { name: preset, exact: true }).click();
    await expect(period).toContainText(preset);
    await this.ready();
  }

  async compareWith(comparison: string): Promise<void> {
    const compared = this.scope.getByRole('button', { name: /^Compared with/ });
    await compared.click();
    await this.page.getByRole('radio', { name: comparison, exact: true }).click();
    await expect(compared).toContainText(comparison, { ignoreCase: true });
    await this.ready();
  }

  /** One of the page's or a tile's own choices: `metric`, `by`, `model`. */
  async choose(option: string, value: string): Promise<void> {
    const picker = this.page.locator(`[data-scope="${option}"]`);
    await picker.click();
    await this.page
      .getByRole('option', { name: new RegExp(`^✓?${value}`) })
      .first()
      .click();
    await expect(picker).toContainText(value);
    await this.ready();
  }

  /** Narrows a dimension to a value that is found by typing. */
  async filterBy(dimension: 'channel' | 'segment' | 'campaign' | 'geo', words: string): Promise<string> {
    await this.page.locator(`[data-scope="${dimension}"]`).click();
    await this.page.getByRole('textbox', { name: /^Search / }).fill(words);
    const option = this.page.getByRole('option').first();
    const name = ((await option.textContent()) ?? '').replace('✓', '');
    await option.click();
    await this.page.keyboard.press('Escape');
    await expect(this.filters).toContainText(`: ${name}`);
    await this.ready();
    return name;
  }

  /** Drills into the first row of a table, and says what it is called. */
  async drill(id: string): Promise<string> {
    const row = this.tile(id).getByRole('row').nth(1).getByRole('button').first();
    const name = (await row.textContent()) ?? '';
    await row.click();
    await expect(this.trail).toContainText(`${name}, by `);
    await this.ready();
    return name;
  }

  async saveView(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Save view…' }).click();
    await this.page.getByRole('textbox', { name: 'Save this view as' }).fill(name);
    await this.page.getByRole('button', { name: 'Save', exact: true }).click();
    await this.page.getByText(`The view “${name}” is saved.`).waitFor();
  }

  async note(text: string): Promise<void> {
    await this.page.locator('[data-scope="notes"]').click();
    await this.page.getByRole('textbox', { name: 'What happened' }).fill(text);
    await this.page.getByRole('button', { name: 'Add note' }).click();
    await this.page.getByRole('list', { name: 'Notes' }).getByText(text).waitFor();
  }

  /** Numbers that a tile read and that have no proof. Sentences and notes say in words what the numbers beside them prove. */
  async unproven(): Promise<readonly string[]> {
    return this.page.evaluate(() =>
      [
        ...document.querySelectorAll(
          '[data-tile] td[data-numeric="true"], [data-tile] [role="gridcell"][data-numeric="true"], [data-tile] [data-figure]',
        ),
      ]
        .filter((place) => /\d/.test(place.textContent ?? '') && place.querySelector('[data-proof-ref]') === null)
        .map((place) => place.textContent ?? ''),
    );
  }

  /** Everything on screen or read aloud that is no word and no number of a person. */
  async unreadable(): Promise<readonly string[]> {
    return this.page.evaluate((pattern) => {
      const bad = new RegExp(`.{0,40}(${pattern}).{0,40}`, 'g');
      const said = [...document.querySelectorAll('[aria-label], [title]')].flatMap((element) => [
        element.getAttribute('aria-label') ?? '',
        element.getAttribute('title') ?? '',
      ]);
      const drawn = [...document.querySelectorAll('svg')].flatMap((svg) => [
        svg.textContent ?? '',
        ...[...svg.querySelectorAll('[d], [x], [y], [width], [height], [transform]')].flatMap((shape) =>
          ['d', 'x', 'y', 'width', 'height', 'transform'].map((name) => shape.getAttribute(name) ?? ''),
        ),
      ]);
      return [document.body.textContent ?? '', ...said, ...drawn].flatMap((text) => text.match(bad) ?? []);
    }, UNREADABLE);
  }
}
