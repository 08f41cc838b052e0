import type { Cell, ExperimentResult, TileColumn } from '../../contract/index.ts';
import { dayOf } from '../../core/index.ts';
import type { DataTile } from '../tiles/input.ts';
import { scorecardRows } from './rows.ts';

const column = (
  id: string,
  label: string,
  kind: TileColumn['kind'],
  role: TileColumn['role'] = 'measure',
): TileColumn => ({ id, label, kind, role });

const COLUMNS: readonly TileColumn[] = [
  column('experiment', 'Experiment', 'text', 'dimension'),
  column('status', 'Status', 'text', 'dimension'),
  column('verdict', 'Verdict', 'text', 'flag'),
  column('metric', 'Metric', 'text', 'dimension'),
  column('role', 'Role', 'text', 'dimension'),
  column('variation', 'Variation', 'text', 'dimension'),
  column('control_units', 'Control units', 'count'),
  column('control', 'Control', 'number'),
  column('units', 'Units', 'count'),
  column('value', 'Value', 'number'),
  column('effect', 'Effect', 'rate'),
  column('effect_low', 'Effect from', 'rate'),
  column('effect_high', 'Effect to', 'rate'),
  column('adjusted_p', 'Adjusted p', 'probability'),
  column('chance', 'Chance to win', 'probability'),
  column('reads', 'Reads', 'text', 'flag'),
];

const rowsOf = ({ read }: ExperimentResult): readonly { readonly key: string; readonly cells: readonly Cell[] }[] => {
  const { experiment, verdict } = read;
  const { key } = experiment.design;
  const head: readonly Cell[] = [key, experiment.status, verdict.state];
  const rows = scorecardRows(read).map(({ metric, comparison, control, arm }) => ({
    key: `${key}/${metric.id}/${comparison.variation}`,
    cells: [
      ...head,
      metric.id,
      metric.role,
      comparison.variation,
      control?.units ?? null,
      control?.value ?? null,
      arm?.units ?? null,
      arm?.value ?? null,
      comparison.estimate,
      comparison.interval?.low ?? null,
      comparison.interval?.high ?? null,
      comparison.adjustedPValue,
      comparison.chanceToWin,
      comparison.reads,
    ],
  }));
  const none = COLUMNS.slice(head.length).map(() => null);
  return rows.length === 0 ? [{ key, cells: [...head, ...none] }] : rows;
};

/** The scorecards of all experiments as one table, for the files that hold data. An unhealthy one is a row without effects. */
export function experimentsTable(
  results: readonly ExperimentResult[],
  place: { readonly currency: string; readonly zone: string },
): DataTile {
  const sources = [
    ...new Map(results.flatMap(({ read }) => read.sources).map((source) => [source.dataset, source])).values(),
  ];
  const days = results.flatMap(({ read: { firstDay, lastDay } }) => [firstDay, lastDay]).flatMap((day) => day ?? []);
  const sorted = days.toSorted();
  const day = dayOf('1970-01-01');
  return {
    id: 'experiments.scorecards',
    title: 'Experiments',
    sentence: 'Relative effects against the control, by the rule of each experiment.',
    draw: { as: 'table' },
    columns: COLUMNS,
    rows: results.flatMap(rowsOf),
    scope: {
      period: { from: sorted[0] ?? day, to: sorted.at(-1) ?? day },
      compare: null,
      filters: {},
      options: {},
      ...place,
    },
    scopeText: 'all',
    sources,
    dataThrough: sources.flatMap(({ dataThrough }) => dataThrough ?? []).toSorted()[0] ?? null,
    refreshedAt: null,
    partialDays: [],
    missing: [],
    notes: [],
    elapsedMs: 0,
  };
}
