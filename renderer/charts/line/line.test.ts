import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandOf } from './commands.ts';
import { keysOf } from './keys.ts';
import { lineLayout } from './layout.ts';
import { bandPath, hatchRanges, levelsOf, linePath } from './line-paths.ts';
import { lineTip, pointText } from './line-tip.ts';
import { roomFor } from './notes.tsx';
import { type LinePoint, type LineSeries, lastPointAt, runsOf, stack, stepOf, valuesOf } from './series.ts';
import { pan, reveal, spanOf, within, zoom } from './view.ts';

const at = (x: number, value: number | null, more: Partial<LinePoint> = {}): LinePoint => ({
  key: `${x}`,
  x,
  value,
  ...more,
});
const series = (points: readonly LinePoint[], name = 'Meta'): LineSeries => ({
  id: name,
  name,
  measure: 'spend',
  colour: 2,
  points,
});
const same = (value: number): number => value;
const xs = (runs: readonly (readonly LinePoint[])[]): readonly (readonly number[])[] =>
  runs.map((run) => run.map(({ x }) => x));

describe('runs of a series', () => {
  it('[CH7] end at an empty value and at a missing day', () => {
    const points = [at(1, 5), at(2, 6), at(3, null), at(4, 7), at(6, 8), at(7, 9)];
    expect(xs(runsOf(points, 1, 'seen'))).toEqual([[1, 2], [4], [6, 7]]);
    expect(linePath(points, 1, 'seen', same, same)).toBe('M1,5L2,6M4,7h0M6,8L7,9');
  });

  it('[CH8] of what is expected begin at the last seen point', () => {
    const points = [at(1, 5), at(2, 6), at(3, 7, { forecast: true }), at(4, 8, { forecast: true })];
    expect(xs(runsOf(points, 1, 'seen'))).toEqual([[1, 2]]);
    expect(xs(runsOf(points, 1, 'expected'))).toEqual([[2, 3, 4]]);
    const late = [at(1, 5), at(2, null), at(3, 7, { forecast: true })];
    expect(xs(runsOf(late, 1, 'expected'))).toEqual([[3]]);
  });

  it('[CH9] of what is not complete are apart, and their value places no name', () => {
    const points = [at(1, 5), at(2, 6), at(3, 1, { partial: true })];
    expect(xs(runsOf(points, 1, 'seen'))).toEqual([[1, 2]]);
    expect(xs(runsOf(points, 1, 'partial'))).toEqual([[2, 3]]);
    const middle = [...points, at(4, 7), at(5, 8), at(7, 1, { partial: true })];
    expect(xs(runsOf(middle, 1, 'partial'))).toEqual([[2, 3, 4], [7]]);
    expect(xs(runsOf(middle, 1, 'seen'))).toEqual([
      [1, 2],
      [4, 5],
    ]);
    expect(lastPointAt(points, 3)?.value).toBe(6);
    expect(lastPointAt(points.slice(2), 3)?.value).toBe(1);
  });

  it('[CH7] hold every value once, whatever is missing', () => {
    const points = fc
      .array(fc.record({ gap: fc.integer({ min: 1, max: 3 }), value: fc.option(fc.integer(), { nil: null }) }))
      .map((list) => {
        let x = 0;
        return list.map(({ gap, value }) => {
          x += gap;
          return at(x, value);
        });
      });
    fc.assert(
      fc.property(points, (list) => {
        const runs = runsOf(list, 1, 'seen');
        expect(runs.flat()).toEqual(list.filter(({ value }) => value !== null));
        for (const run of runs)
          run.forEach((point, index) => {
            const before = run[index - 1];
            if (before !== undefined) expect(point.x - before.x).toBe(1);
          });
      }),
    );
  });

  it('know their step: days, weeks, months of any length', () => {
    expect(stepOf([series([at(1, 1), at(2, 1), at(9, 1)])])).toBe(1);
    expect(stepOf([series([at(0, 1), at(7, 1)])])).toBe(7);
    // From 1 January 2026: February is the shortest.
    expect(stepOf([series([at(0, 1), at(31, 1), at(59, 1)])])).toBe(31);
    expect(stepOf([series([at(4, 1)]), series([])])).toBe(1);
  });
});

describe('what is drawn', () => {
  const fan = [
    at(1, 10),
    at(2, 12, {
      forecast: true,
      bands: [
        { level: 0.8, low: 8, high: 16 },
        { level: 0.5, low: 10, high: 14 },
      ],
    }),
  ];

  it('[CH8] a fan opens at the last seen point, the widest band first', () => {
    expect(levelsOf(fan)).toEqual([0.8, 0.5]);
    expect(bandPath(fan, 1, 0.8, same, same)).toBe('M1,10L2,16L2,8L1,10Z');
    expect(bandPath(fan, 1, 0.95, same, same)).toBe('');
    expect([...valuesOf([series(fan)])].sort((a, b) => a - b)).toEqual([8, 10, 10, 12, 14, 16]);
  });

  it('[CH9] days next to each other are hatched as one range', () => {
    expect(hatchRanges([12, 10, 11, 20, 12])).toEqual([
      { from: 9.5, to: 12.5 },
      { from: 19.5, to: 20.5 },
    ]);
    expect(hatchRanges([0, 7, 21], 7)).toEqual([
      { from: -3.5, to: 10.5 },
      { from: 17.5, to: 24.5 },
    ]);
  });

  it('series stand on each other, and a gap adds nothing', () => {
    const [, upper] = stack([series([at(1, 5), at(2, null)], 'a'), series([at(1, 3), at(2, 4)], 'b')]);
    expect(upper?.points.map(({ value }) => value)).toEqual([8, 4]);
    expect(upper?.base.get(1)).toBe(5);
  });

  it('the last value before a place is found across gaps', () => {
    const points = [at(1, 5), at(2, null), at(4, 7)];
    expect([0, 1, 2, 3.9, 4, 9].map((x) => lastPointAt(points, x)?.value ?? null)).toEqual([null, 5, 5, 5, 7, 7]);
  });

  it('only what is in the chart is explained', () => {
    const input = { goals: [], partial: false, beforeName: '1 – 28 Oct 2026', stacked: false };
    expect(keysOf({ ...input, series: [series([at(1, 5)])] })).toEqual([]);
    const all = keysOf({ ...input, partial: true, series: [series([...fan, at(3, 1, { before: 2 })])] });
    expect(all.map(({ text }) => text)).toEqual(['1 – 28 Oct 2026', 'expected', '50 / 80 % interval', 'not complete']);
  });

  it('notes have room to the next one', () => {
    const notes = [
      { id: 'b', x: 50, text: '' },
      { id: 'a', x: 0, text: '' },
    ];
    expect(roomFor(notes, { from: 0, to: 100 }, 200)).toEqual([88, 88]);
  });
});

describe('the layout of a line chart', () => {
  const input = { width: 900, height: 300, valueTexts: ['$10k'], keys: true, notes: true, map: true };

  it('puts names at the ends of lines where they fit, and above where they do not', () => {
    const names = ['Meta', 'Google Search', 'TikTok'];
    expect(lineLayout({ ...input, names }).names).toBe('ends');
    expect(lineLayout({ ...input, names: ['Meta'] }).names).toBe('none');
    const narrow = lineLayout({ ...input, width: 200, names });
    expect(narrow.names).toBe('above');
    expect(narrow.above.flat().map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  it('fits into its height', () => {
    const layout = lineLayout({ ...input, names: ['a', 'b'] });
    expect(layout.top + layout.body).toBeLessThan(layout.mapAt);
    expect(layout.mapAt + 28).toBeLessThanOrEqual(300);
    expect(layout.left + layout.inner + layout.right).toBe(900);
  });
});

describe('the view', () => {
  const whole = { from: 0, to: 548 };
  const view = fc
    .tuple(fc.double({ min: 0, max: 500, noNaN: true }), fc.double({ min: 7, max: 548, noNaN: true }))
    .map(([from, span]) => within({ from, to: from + span }, whole, 7));

  it('[CH10] stays within the data, however it is moved', () => {
    const by = fc.double({ min: -2000, max: 2000, noNaN: true });
    const factor = fc.double({ min: 0.01, max: 100, noNaN: true });
    const place = fc.double({ min: 0, max: 548, noNaN: true });
    fc.assert(
      fc.property(view, by, factor, place, (start, move, times, x) => {
        for (const next of [pan(start, move, whole), zoom(start, times, x, whole, 7), reveal(start, x, whole)]) {
          expect(next.from).toBeGreaterThanOrEqual(-1e-6);
          expect(next.to).toBeLessThanOrEqual(548 + 1e-6);
          expect(spanOf(next)).toBeGreaterThanOrEqual(7 - 1e-6);
        }
        expect(spanOf(pan(start, move, whole))).toBeCloseTo(spanOf(start), 6);
        const seen = reveal(start, x, whole);
        expect(x).toBeGreaterThanOrEqual(seen.from - 1e-6);
        expect(x).toBeLessThanOrEqual(seen.to + 1e-6);
      }),
    );
  });

  it('[CH10] keeps what is pointed at in its place', () => {
    const next = zoom({ from: 100, to: 300 }, 0.5, 150, whole, 7);
    expect(next).toEqual({ from: 125, to: 225 });
    expect((150 - next.from) / spanOf(next)).toBe((150 - 100) / 200);
  });
});

describe('a point in words', () => {
  const meta = series([
    at(20_778, 123_450, { before: 100_000, bands: [{ level: 0.9, low: 110_000, high: 140_000 }] }),
    at(20_779, 130_000, { forecast: true }),
  ]);
  const input = {
    series: [meta],
    byPlace: [new Map(meta.points.map((point): [number, LinePoint] => [point.x, point]))],
    active: 0,
    partial: false,
    words: { axis: 'day' as const, format: { kind: 'money' as const, currency: 'EUR' }, beforeName: 'before' },
  };

  it('[CH14] names series, day, value, interval and what it was before', () => {
    expect(pointText({ ...input, x: 20_778, partial: true })).toBe(
      'Meta, 21 Nov 2026: €1,234.50, 90 % interval €1,100.00 – €1,400.00, before €1,000.00, this day is not complete',
    );
    expect(pointText({ ...input, x: 20_779 })).toBe('Meta, 22 Nov 2026: €1,300.00, forecast');
    expect(pointText({ ...input, x: 1 })).toBe('2 Jan 1970: no data');
    expect(lineTip({ ...input, x: 20_779 })).toEqual({
      title: '22 Nov 2026',
      lines: [{ name: 'Meta', text: '€1,300.00', colour: 2, strong: true }],
      note: 'Forecast',
    });
  });

  it('[CH13] keys move over points and series, and the view', () => {
    expect(commandOf('ArrowLeft', false)).toEqual({ do: 'step', by: -1 });
    expect(commandOf('ArrowDown', false)).toEqual({ do: 'series', by: 1 });
    expect(commandOf('ArrowRight', true)).toEqual({ do: 'pan', by: 0.125 });
    expect(commandOf('p', false)).toEqual({ do: 'proof' });
    expect(commandOf('x', false)).toBeNull();
    const [nearer, wider] = ['+', '-'].map((key) => commandOf(key, false));
    if (nearer?.do !== 'zoom' || wider?.do !== 'zoom') throw new Error('plus and minus change the width');
    expect(nearer.by * wider.by).toBeCloseTo(1, 12);
  });
});
