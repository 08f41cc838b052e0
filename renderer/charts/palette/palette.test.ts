import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colourFor, coloursFor, RANKS } from './ranks.ts';
import { contrast, difference, linearOf, luminance, seenAs } from './vision.ts';

const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

/** The hex colours a style sheet gives the tokens of a theme. */
function tokensOf(file: string, theme: Theme): ReadonlyMap<string, string> {
  const css = readFileSync(join(import.meta.dirname, file), 'utf8');
  const blocks = [...css.matchAll(/data-mantine-color-scheme="(\w+)"\]\s*\{([^}]*)\}/g)];
  const own = blocks.filter(([, name]) => name === theme).map(([, , body]) => body ?? '');
  const pairs = own.flatMap((body) => [...body.matchAll(/(--[\w-]+):\s*(#[0-9a-f]{6})/g)]);
  return new Map(pairs.map(([, name = '', hex = '']) => [name, hex]));
}

const token = (tokens: ReadonlyMap<string, string>, name: string) => linearOf(tokens.get(name) ?? '');

describe.each(THEMES)('the colours of charts, %s', (theme) => {
  const app = tokensOf('../../app/tokens.css', theme);
  const palette = tokensOf('palette.css', theme);
  const heat = tokensOf('heat.css', theme);

  it.each([...RANKS, 'rest'])('[CH2] colour %s stands out from the panel and the page', (rank) => {
    for (const ground of ['--gw-panel', '--gw-bg'])
      expect(contrast(token(palette, `--gw-chart-${rank}`), token(app, ground))).toBeGreaterThanOrEqual(3);
  });

  // 2 is the least difference that can be seen (Ottosson); lines need more.
  it.each(['all', 'protanopia', 'deuteranopia'] as const)('[CH2] any two colours differ, vision: %s', (vision) => {
    for (const a of RANKS)
      for (const b of RANKS) {
        if (a >= b) continue;
        const [first, second] = [a, b].map((rank) => seenAs(token(palette, `--gw-chart-${rank}`), vision));
        if (first === undefined || second === undefined) throw new Error('two colours are two');
        expect(difference(first, second), `${a} and ${b}`).toBeGreaterThanOrEqual(8);
      }
  });

  it.each([0, 1, 2, 3, 4, 5, 6])('[CH3] the number on shade %d can be read', (shade) => {
    const ground = token(heat, `--gw-heat-${shade}`);
    expect(contrast(ground, token(heat, `--gw-heat-ink-${shade}`))).toBeGreaterThanOrEqual(4.5);
  });

  it('[CH3] shades go one way', () => {
    const lights = [0, 1, 2, 3, 4, 5, 6].map((shade) => luminance(token(heat, `--gw-heat-${shade}`)));
    const sorted = lights.toSorted((a, b) => (theme === 'light' ? b - a : a - b));
    expect(lights).toEqual(sorted);
  });
});

describe('which name has which colour', () => {
  it('[CH1] channels and metrics keep theirs, however they are written', () => {
    expect([colourFor('google_search'), colourFor('Google Search'), colourFor(' google-search ')]).toEqual([1, 1, 1]);
    expect(['Meta', 'TikTok', 'YouTube', 'Display', 'revenue', 'spend'].map(colourFor)).toEqual([2, 4, 5, 7, 3, 2]);
    expect(['All', 'other', '(not set)', ''].map(colourFor)).toEqual(['rest', 'rest', 'rest', 'rest']);
  });

  it('[CH1] colours of a chart do not depend on the order of its rows, and differ as long as there are some', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(names, fc.infiniteStream(fc.integer()), (list, order) => {
        const shuffled = list
          .map((name) => ({ name, at: order.next().value ?? 0 }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ name }) => name);
        const [first, second] = [coloursFor(list), coloursFor(shuffled)];
        for (const name of list) expect(first.get(name)).toBe(second.get(name));
        const numbered = [...first.values()].filter((colour) => colour !== 'rest');
        expect(new Set(numbered).size).toBe(numbered.length);
      }),
    );
  });

  it('[CH1] beyond eight names the rest is quiet', () => {
    const colours = coloursFor(Array.from({ length: 11 }, (_, i) => `name ${i}`));
    expect([...colours.values()].filter((colour) => colour === 'rest')).toHaveLength(3);
  });
});

describe('seeing colours', () => {
  it('knows black, white and what WCAG says of grey', () => {
    const [black, white, grey] = ['#000000', '#ffffff', '#767676'].map(linearOf);
    if (black === undefined || white === undefined || grey === undefined) throw new Error('three colours are three');
    expect(contrast(black, white)).toBeCloseTo(21, 10);
    // #767676 on white is the well-known 4.54 to 1.
    expect(contrast(grey, white)).toBeCloseTo(4.54, 2);
    expect(difference(white, black)).toBeCloseTo(100, 1);
    expect(() => linearOf('red')).toThrow('not a colour');
  });

  it('leaves greys as they are and brings red and green together', () => {
    const [grey, red, green] = ['#808080', '#c00000', '#6a7a00'].map(linearOf);
    if (grey === undefined || red === undefined || green === undefined) throw new Error('three colours are three');
    expect(difference(grey, seenAs(grey, 'deuteranopia'))).toBeLessThan(0.1);
    const apart = difference(seenAs(red, 'deuteranopia'), seenAs(green, 'deuteranopia'));
    expect(apart).toBeLessThan(difference(red, green) / 2);
  });
});
