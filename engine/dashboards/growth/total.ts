import { ok, type Result } from '../../core/index.ts';
import { figureContent, readFigure } from '../parts/figure.ts';
import { metricColumnMethod } from '../parts/metric-tile.ts';
import type { TileContent, TileContext, TileDefinition } from '../tile.ts';
import { choiceOf } from './choice.ts';

async function read(context: TileContext): Promise<Result<TileContent>> {
  const choice = choiceOf(context);
  if (!choice.ok) return choice;
  const { metric } = choice.value;
  const reading = await readFigure(context, metric);
  if (!reading.ok) return reading;
  const content = figureContent(context, metric, reading.value);
  return content.ok ? ok({ ...content.value, title: metric.label }) : content;
}

/** The chosen metric as one number. */
export const TOTAL: TileDefinition = { id: 'growth.total', read, method: metricColumnMethod };
