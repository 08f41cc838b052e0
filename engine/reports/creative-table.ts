import type { Cell, CreativeTestList, TileColumn } from '../contract/index.ts';
import { dayOf } from '../core/index.ts';
import type { DataTile } from './tiles/input.ts';

const column = (
  id: string,
  label: string,
  kind: TileColumn['kind'],
  role: TileColumn['role'] = 'measure',
): TileColumn => ({
  id,
  label,
  kind,
  role,
});

const COLUMNS: readonly TileColumn[] = [
  column('test', 'Test', 'text', 'dimension'),
  column('first_day', 'First day', 'day', 'dimension'),
  column('last_day', 'Last day', 'day', 'dimension'),
  column('variants', 'Variants', 'count'),
  column('impressions', 'Impressions', 'count'),
  column('clicks', 'Clicks', 'count'),
  column('best', 'Best variant', 'text', 'text'),
  column('p_best', 'P(best)', 'probability'),
  column('loss', 'Loss if wrong', 'percentage_points'),
  column('verdict', 'Verdict', 'text', 'flag'),
];

/** The list of creative tests as a table, for the files that hold data. */
export function creativeTable(list: CreativeTestList, place: { currency: string; zone: string }): DataTile {
  const days = list.tests.flatMap(({ firstDay, lastDay }) => [firstDay, lastDay]).toSorted();
  const day = list.dataThrough ?? dayOf('1970-01-01');
  return {
    id: 'creative.tests',
    title: 'Creative tests',
    sentence: list.method,
    draw: { as: 'table' },
    columns: COLUMNS,
    rows: list.tests.map((test) => {
      const { name, firstDay, lastDay, variants, impressions, clicks, bestLabel, pBest, expectedLoss, verdict } = test;
      const cells: Cell[] = [
        name,
        firstDay,
        lastDay,
        variants,
        impressions,
        clicks,
        bestLabel,
        pBest,
        expectedLoss,
        verdict,
      ];
      return { key: test.testId, cells };
    }),
    scope: {
      period: { from: days[0] ?? day, to: days.at(-1) ?? day },
      compare: null,
      filters: {},
      options: {},
      ...place,
    },
    scopeText: 'all',
    sources: list.sources,
    dataThrough: list.dataThrough,
    refreshedAt: null,
    partialDays: [],
    missing: [],
    notes: [],
    elapsedMs: 0,
  };
}
