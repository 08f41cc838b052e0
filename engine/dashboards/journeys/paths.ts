import { appError, err, ok, type Result } from '../../core/index.ts';
import { EXIT, type PathStep, readAnonymousEvents, readPaths } from '../../journeys/index.ts';
import { formatCount, formatRate } from '../../serializer/index.ts';
import { dimensionColumn } from '../parts/columns.ts';
import { writtenDays } from '../parts/wording.ts';
import type { TileContent, TileContext, TileDefinition } from '../tile.ts';
import { pathsChoice } from './choices.ts';
import { onlyFilteredBy } from './filters.ts';
import { type Measure, measureColumn } from './measure.ts';
import { pathsMethod } from './methods.ts';
import { siteNotes } from './site-notes.ts';

const SESSIONS: Measure = { id: 'sessions', label: 'Sessions', kind: 'count', better: 'neutral' };
const SHARE: Measure = { id: 'share', label: 'Of those on the page', kind: 'rate', better: 'neutral' };

/** The link that most sessions took, and how many left at once, in words. */
function sentenceOf(steps: readonly PathStep[], when: string): string {
  const begun = steps.filter(({ position }) => position === 1);
  const all = begun.reduce((sum, { sessions }) => sum + sessions, 0);
  const gone = begun.filter(({ to }) => to === EXIT).reduce((sum, { sessions }) => sum + sessions, 0);
  const [most] = begun.filter(({ to }) => to !== EXIT).toSorted((a, b) => b.sessions - a.sessions);
  const link =
    most === undefined
      ? ''
      : `; the step most of the others take is from ${most.from} to ${most.to} (${formatCount(most.sessions)})`;
  return `${formatRate(gone / all)} of the sessions in ${when} end on their first page${link}.`;
}

async function read(context: TileContext): Promise<Result<TileContent>> {
  const { engine, scope, signal } = context;
  const choice = pathsChoice(scope.options);
  if (!choice.ok) return choice;
  const filtered = onlyFilteredBy('journeys.paths', context, []);
  if (!filtered.ok) return filtered;
  const found = await readPaths(engine, choice.value, scope.period, signal);
  if (!found.ok) return found;
  const steps = found.value;
  if (steps.length === 0) return err(appError('NO_DATA', { what: 'page views' }));
  const anonymous = await readAnonymousEvents(engine, scope.period, signal);
  if (!anonymous.ok) return anonymous;
  const onPage = new Map<string, number>();
  const pageKey = ({ position, from }: PathStep): string => `${position} ${from}`;
  for (const step of steps) onPage.set(pageKey(step), (onPage.get(pageKey(step)) ?? 0) + step.sessions);
  return ok({
    sentence: sentenceOf(steps, writtenDays(scope.period)),
    draw: { as: 'sankey', from: 'from', to: 'to', value: 'sessions', depth: 'depth' },
    columns: [
      dimensionColumn('depth', 'Page of the session', 'count'),
      dimensionColumn('from', 'From'),
      dimensionColumn('to', 'To'),
      measureColumn(SESSIONS),
      measureColumn(SHARE),
    ],
    rows: steps.map((step) => ({
      key: `${step.position}/${step.from}/${step.to}`,
      cells: [
        step.position,
        step.from,
        step.to,
        step.sessions,
        step.sessions / (onPage.get(pageKey(step)) ?? step.sessions),
      ],
    })),
    notes: [
      `The first ${choice.value.depth} pages of each session; the ${choice.value.pages} most viewed are told apart. A page loaded again counts once.`,
      ...siteNotes({ anonymous: anonymous.value }),
    ],
  });
}

export const PATHS_TILE: TileDefinition = {
  id: 'journeys.paths',
  read,
  method(_column, { scope }) {
    const choice = pathsChoice(scope.options);
    if (!choice.ok) throw new Error('a tile that refused its choice has no number to prove');
    return pathsMethod(choice.value.depth, choice.value.pages);
  },
};
