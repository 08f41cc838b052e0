import { describe, expect, it } from 'vitest';
import { withoutTiles } from '../../tests/support/without-tiles.ts';
import { instantOf } from '../core/index.ts';
import { creativeEngine } from '../creative/engine.fixture.ts';
import { makeProof, readProof } from '../proofs/index.ts';
import { formatPoints, formatProbability, formatRate } from '../serializer/index.ts';
import { renderCreativeReport } from './creative-report.ts';
import { reportProofRefs } from './proof-links.ts';
import { INPUT, SOURCE } from './report.fixture.ts';

const clock = { now: () => instantOf(0), millis: () => 0, sleep: async () => undefined };
const page = renderCreativeReport(INPUT);

/** The page's text as a reader sees it. */
const text = (markup: string): string =>
  markup
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ');

async function proofs() {
  const engine = creativeEngine({
    budget: [
      [122, 3033],
      [96, 3022],
      [170, 3052],
    ],
    evil: [
      [120, 3000],
      [150, 3600],
    ],
  });
  const readings = await Promise.all(
    reportProofRefs(INPUT.tests).map((ref) => readProof(withoutTiles(engine), { ref })),
  );
  return readings.map((reading) => {
    if (!reading.ok) throw new Error(reading.error.message);
    return makeProof(reading.value, clock);
  });
}

describe('the creative report', () => {
  it('needs nothing but itself: no scripts, no handlers, no addresses', () => {
    expect(page).not.toMatch(/<script|<iframe|<img|<link|<object|javascript:|@import|\bon[a-z]+\s*=/i);
    expect(page).not.toMatch(/(?:src|href)="(?!#)/);
    expect(page).not.toMatch(/url\((?!data:)/);
    expect(page).not.toMatch(/https?:/);
  });

  it('shows text from outside as text', () => {
    expect(page).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;quotes&#39;');
    expect(page).toContain('Balance &lt;b&gt;sample&lt;/b&gt;');
    expect(page).not.toContain('\u202e');
  });

  it('has the numbers of the window', () => {
    const shown = text(page);
    const winner = INPUT.tests[0];
    for (const variant of winner?.variants ?? []) {
      expect(shown).toContain(formatRate(variant.mean));
      expect(shown).toContain(formatProbability(variant.pBest));
      expect(shown).toContain(formatPoints(variant.expectedLoss));
    }
    expect(shown).toContain(winner?.sentence ?? 'a sentence');
    expect(shown).toContain(winner?.reason ?? 'a reason');
    expect(shown).toContain('122 / 3,033');
    expect(shown).toContain('The split is uneven, so no probability is shown.');
  });

  it('[EX109] reads all tests together, with the proof of each figure', async () => {
    const { sentence, summary } = INPUT.together;
    expect(summary).toMatchObject({ declaredCompared: 1, holdFdr: 1, unhealthy: 1 });
    expect(text(page)).toContain(sentence);
    expect(text(page)).toContain('1 winner in 1 healthy test');
    const found = await proofs();
    const proven = renderCreativeReport({ ...INPUT, proofs: found });
    const held = found.find(({ ref }) => ref === 'creative.archive/holdFdr');
    expect(proven).toContain(`href="#${held?.id}"`);
  });

  it('says period, filter, zone, freshness, totals and when it was made', () => {
    const shown = text(page);
    for (const fact of [
      '10 – 21 Nov 2026',
      'All tests; 2 tests with a winner or in review shown in detail',
      '15,707 impressions, 658 clicks',
      'America/New_York (UTC−5)',
      'creative_daily ● Fresh data to 21 Nov 2026, loaded 22 Nov 2026, 00:04 UTC−5, 35 rows',
      '22 Nov 2026, 11:00 UTC−5',
      '2 tests, 5 variants · click-through rate · Beta(1, 1) prior',
    ])
      expect(shown).toContain(fact);
  });

  it('shows where each proposal stands', () => {
    const shown = text(page);
    expect(shown).toContain('… In review');
    expect(shown).toContain('0 of 2');
    expect(shown).toContain('$50.00 a day');
    expect(shown).toContain('abababababab…abab');
  });

  it('links its numbers to proofs whose ids it prints', async () => {
    const made = await proofs();
    const proven = renderCreativeReport({ ...INPUT, proofs: made });
    expect(made.length).toBe(reportProofRefs(INPUT.tests).length);
    for (const { id, ref } of made) {
      expect(proven).toContain(`<tr id="${id}">`);
      expect(proven).toContain(`<td class="mono">${id}</td>`);
      if (ref.startsWith('creative.p_best')) expect(proven).toContain(`<a class="proven" href="#${id}">`);
    }
    const anchors = [...proven.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(anchors.length).toBeGreaterThan(8);
    for (const anchor of anchors) expect(made.map(({ id }) => id)).toContain(anchor);
  });

  it('never shows an unfinished value', async () => {
    const proven = text(renderCreativeReport({ ...INPUT, proofs: await proofs() }));
    expect(proven).not.toMatch(/NaN|Infinity|undefined|Invalid Date|\[object|\bnull\b/);
  });

  it('is whole without tests, proposals or proofs', () => {
    const list = {
      ...INPUT.list,
      tests: [],
      variants: 0,
      dataThrough: null,
      sources: [{ ...SOURCE, loadId: null, dataThrough: null, loadedAt: null, rowsRead: 0 }],
      summary: { winner: 0, keep_testing: 0, no_difference: 0, unhealthy: 0, no_data: 0 },
    };
    const empty = text(renderCreativeReport({ ...INPUT, list, tests: [], proposals: [] }));
    expect(empty).toContain('The data holds no creative test yet.');
    expect(empty).toContain('Period — ');
    expect(empty).not.toContain('Proposals');
    expect(empty).not.toMatch(/NaN|Infinity|undefined|\[object/);
  });

  it('carries the font inside, and only a font', () => {
    expect(renderCreativeReport({ ...INPUT, fontBase64: 'd09GMg==' })).toContain('base64,d09GMg==)');
    expect(renderCreativeReport({ ...INPUT, fontBase64: 'x);}</style><script>' })).toBe(page);
  });

  it('closes every element it opens', () => {
    const open: string[] = [];
    for (const [, slash, name = '', rest = ''] of page.matchAll(/<(\/?)([a-z0-9]+)((?:[^>"]|"[^"]*")*)>/g)) {
      if (['meta', 'br'].includes(name) || rest.endsWith('/')) continue;
      if (slash === '/') expect(open.pop()).toBe(name);
      else open.push(name);
    }
    expect(open).toEqual([]);
  });

  it('has tables with headed rows and columns, and drawings with a name', () => {
    for (const [table] of page.matchAll(/<table(?! class="sheet").*?<\/table>/gs)) {
      if (table.includes('class="sheet"')) continue;
      expect(table).toMatch(/<th scope="col"/);
      expect(table).toMatch(/<th scope="row"/);
    }
    const drawings = [...page.matchAll(/<svg[^>]*>/g)].map(([svg]) => svg);
    expect(drawings.length).toBe(2);
    for (const svg of drawings) expect(svg).toMatch(/role="img" aria-label="[^"]+"/);
  });
});
