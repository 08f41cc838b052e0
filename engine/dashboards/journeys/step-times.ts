import { appError, err, ok, type Result } from '../../core/index.ts';
import { formatDuration } from '../../serializer/index.ts';
import { dimensionColumn } from '../parts/columns.ts';
import { writtenDays } from '../parts/wording.ts';
import type { TileContent, TileContext, TileDefinition } from '../tile.ts';
import { funnelProof, groupCells, groupColumns, readScopeFunnels, stageKey, stageName } from './funnel.ts';
import { boundsOf, type Measure, measureColumn } from './measure.ts';

const duration = (id: string, label: string): Measure => ({ id, label, kind: 'duration', better: 'down' });
const MEDIAN = duration('median', 'Median');
const SPREAD: readonly Measure[] = [
  duration('lower_quartile', 'A quarter within'),
  duration('upper_quartile', 'Three quarters within'),
  duration('p90', 'Nine in ten within'),
];
const TOOK: Measure = { id: 'units', label: 'Took the step', kind: 'count', better: 'up' };

async function read(context: TileContext): Promise<Result<TileContent>> {
  const reading = await readScopeFunnels('journeys.step_times', context);
  if (!reading.ok) return reading;
  const { query, funnels, notes } = reading.value;
  const timed = funnels.flatMap((funnel) =>
    funnel.stages.flatMap(({ wait, step, units }, index) => {
      const before = funnel.stages[index - 1];
      return wait === null || before === undefined
        ? []
        : [{ funnel, index, name: stageName(query, funnel, `${before.step} → ${step}`), wait, units }];
    }),
  );
  if (timed.length === 0) return err(appError('NO_DATA', { what: 'the time between steps: no one took the second' }));
  const slowest = timed.reduce((slow, step) => (step.wait.median > slow.wait.median ? step : slow));
  return ok({
    sentence: `The slowest step in ${writtenDays(context.scope.period)} is ${slowest.name}: half take it within ${formatDuration(slowest.wait.median)}, nine in ten within ${formatDuration(slowest.wait.p90)}.`,
    draw: { as: 'bars', label: 'step', value: 'median' },
    columns: [
      ...groupColumns(query),
      dimensionColumn('step', 'Step'),
      measureColumn(MEDIAN),
      ...boundsOf(MEDIAN),
      ...SPREAD.map(measureColumn),
      measureColumn(TOOK),
    ],
    rows: timed.map(({ funnel, index, name, wait, units }) => ({
      key: stageKey(query, funnel, index),
      cells: [
        ...groupCells(query, funnel),
        name,
        wait.median,
        wait.medianInterval.low,
        wait.medianInterval.high,
        wait.lower,
        wait.upper,
        wait.p90,
        units,
      ],
    })),
    notes: ['Only those who took the step are in its times.', ...notes],
  });
}

export const STEP_TIMES_TILE: TileDefinition = { id: 'journeys.step_times', read, method: funnelProof };
