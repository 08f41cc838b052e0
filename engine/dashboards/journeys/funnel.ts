import { FUNNEL_STEPS, type TileColumn, type TileId } from '../../contract/index.ts';
import { appError, err, ok, type Result } from '../../core/index.ts';
import {
  type Funnel,
  type FunnelQuery,
  type FunnelStage,
  readAnonymousEvents,
  readFunnels,
  type Share,
  stepText,
} from '../../journeys/index.ts';
import { formatCounted, formatRate } from '../../serializer/index.ts';
import { dimensionColumn } from '../parts/columns.ts';
import { writtenDays } from '../parts/wording.ts';
import type { ProofMethod, TileContent, TileContext, TileDefinition } from '../tile.ts';
import { choiceLabel, funnelChoice } from './choices.ts';
import { onlyFilteredBy } from './filters.ts';
import { boundsOf, type Measure, measureColumn } from './measure.ts';
import { funnelMethod } from './methods.ts';
import { siteNotes } from './site-notes.ts';

export interface FunnelReading {
  readonly query: FunnelQuery;
  /** At least one, each with all stages. */
  readonly funnels: readonly [Funnel, ...Funnel[]];
  readonly notes: readonly string[];
}

/** The funnels the scope asks for. Errors: CHOICE_UNKNOWN, METRIC_NOT_SPLIT, NO_DATA, those of the engine. */
export async function readScopeFunnels(tile: TileId, context: TileContext): Promise<Result<FunnelReading>> {
  const { engine, scope, signal } = context;
  const query = funnelChoice(scope.options);
  if (!query.ok) return query;
  const filtered = onlyFilteredBy(tile, context, []);
  if (!filtered.ok) return filtered;
  const funnels = await readFunnels(engine, query.value, scope.period, signal);
  if (!funnels.ok) return funnels;
  const [first, ...others] = funnels.value;
  const [begin] = query.value.steps;
  if (first === undefined) {
    return err(appError('NO_DATA', { what: `the step "${begin === undefined ? '' : stepText(begin)}"` }));
  }
  const anonymous = await readAnonymousEvents(engine, scope.period, signal);
  if (!anonymous.ok) return anonymous;
  const { window } = query.value;
  const open =
    window.within === 'visitor'
      ? [
          `Visitors who began in the last ${formatCounted(window.days, 'day')} of the data had less time for the later steps.`,
        ]
      : [];
  return ok({
    query: query.value,
    funnels: [first, ...others],
    notes: [...open, ...siteNotes({ anonymous: anonymous.value })],
  });
}

/** How the numbers of a funnel are made. */
export function funnelProof(_column: TileColumn, { scope }: Pick<TileContext, 'scope'>): ProofMethod {
  const { steps = FUNNEL_STEPS, window = 'session' } = scope.options;
  return funnelMethod(steps, choiceLabel('window', window));
}

/** Columns that tell funnels apart; none when there is one. */
export const groupColumns = ({ group }: FunnelQuery): readonly TileColumn[] =>
  group === 'none' ? [] : [dimensionColumn('group', choiceLabel('group', group))];

export const groupCells = ({ group }: FunnelQuery, funnel: Funnel): readonly string[] =>
  group === 'none' ? [] : [funnel.group];

/** `2`, or `Paid Social/2` when funnels are told apart. */
export const stageKey = ({ group }: FunnelQuery, funnel: Funnel, stage: number): string =>
  group === 'none' ? `${stage + 1}` : `${funnel.group}/${stage + 1}`;

/** The step as a chart labels it: with its group where funnels stand side by side. */
export const stageName = ({ group }: FunnelQuery, funnel: Funnel, step: string): string =>
  group === 'none' ? step : `${funnel.group}: ${step}`;

const unitsOf = ({ window }: FunnelQuery): Measure => ({
  id: 'units',
  label: window.within === 'session' ? 'Sessions' : 'Visitors',
  kind: 'count',
  better: 'up',
});
const LOST: Measure = { id: 'lost', label: 'Lost since the step before', kind: 'count', better: 'down' };
const RATE: Measure = { id: 'rate', label: 'Of the step before', kind: 'rate', better: 'up' };
const OF_FIRST: Measure = { id: 'of_first', label: 'Of the first step', kind: 'rate', better: 'up' };
const TIME: Measure = { id: 'time', label: 'Median time since the step before', kind: 'duration', better: 'down' };

const shareCells = (share: Share | null): readonly (number | null)[] => [
  share?.rate ?? null,
  share?.low ?? null,
  share?.high ?? null,
];

const cellsOf = (stage: FunnelStage, index: number) => [
  stage.units,
  index === 0 ? null : stage.lost,
  ...shareCells(stage.ofPrevious),
  ...shareCells(stage.ofFirst),
  stage.wait?.median ?? null,
  stage.wait?.medianInterval.low ?? null,
  stage.wait?.medianInterval.high ?? null,
];

/** The step that the smallest share took, in words. */
function sentenceOf({ query, funnels: [main, ...others] }: FunnelReading, when: string): string {
  const last = main.stages.at(-1);
  const first = main.stages[0];
  const worst = main.stages.reduce<FunnelStage | null>(
    (least, stage) => ((stage.ofPrevious?.rate ?? 2) < (least?.ofPrevious?.rate ?? 2) ? stage : least),
    null,
  );
  const unit = query.window.within === 'session' ? 'session' : 'visitor';
  const whose = query.group === 'none' ? '' : ` (${main.group}${others.length > 0 ? ', the largest group' : ''})`;
  const through = last?.ofFirst === null || last === undefined ? 'None' : formatRate(last.ofFirst.rate);
  const loss = worst?.ofPrevious
    ? `; the largest drop is before ${worst.step}, which ${formatRate(worst.ofPrevious.rate)} reach`
    : '';
  return `${through} of ${formatCounted(first?.units ?? 0, unit)}${whose} went all the way to ${last?.step ?? 'the end'} in ${when}${loss}.`;
}

async function read(context: TileContext): Promise<Result<TileContent>> {
  const reading = await readScopeFunnels('journeys.funnel', context);
  if (!reading.ok) return reading;
  const { query, funnels, notes } = reading.value;
  return ok({
    sentence: sentenceOf(reading.value, writtenDays(context.scope.period)),
    draw: { as: 'funnel', step: 'step', value: 'units', rate: 'rate', time: 'time' },
    columns: [
      ...groupColumns(query),
      dimensionColumn('step', 'Step'),
      measureColumn(unitsOf(query)),
      measureColumn(LOST),
      measureColumn(RATE),
      ...boundsOf(RATE),
      measureColumn(OF_FIRST),
      ...boundsOf(OF_FIRST),
      measureColumn(TIME),
      ...boundsOf(TIME),
    ],
    rows: funnels.flatMap((funnel) =>
      funnel.stages.map((stage, index) => ({
        key: stageKey(query, funnel, index),
        cells: [...groupCells(query, funnel), stageName(query, funnel, stage.step), ...cellsOf(stage, index)],
      })),
    ),
    notes,
  });
}

export const FUNNEL_TILE: TileDefinition = { id: 'journeys.funnel', read, method: funnelProof };
