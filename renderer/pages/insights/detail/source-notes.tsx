import { useQuery } from '@tanstack/react-query';
import type { Source } from '../../../../engine/contract/index.ts';
import { formatDay, formatInstant } from '../../../../engine/serializer/index.ts';
import { workspaceStatus } from '../../../app/queries.ts';
import { Chip, type Tone } from '../../../components/chip.tsx';
import classes from '../insights.module.css';

interface Note {
  readonly dataset: string;
  readonly tone: Tone;
  readonly chip: string;
  readonly text: string;
}

/** Which of the data a cell is read from are old or missing, and since when; nothing when all is well. */
export function SourceNotes({ sources }: { readonly sources: readonly Source[] }) {
  const { data: status } = useQuery(workspaceStatus);
  const known = new Map(status?.datasets.map((dataset) => [dataset.dataset, dataset]));
  const notes = sources.flatMap(({ dataset, dataThrough, freshness }): Note[] => {
    const now = known.get(dataset);
    const state = now?.state ?? freshness;
    if (dataThrough === null) return [{ dataset, tone: 'warn', chip: '! missing', text: 'has not landed yet' }];
    if (state !== 'late' && state !== 'stale') return [];
    const due =
      now?.dueAt === null || now === undefined ? '' : `, due ${formatInstant(now.dueAt, status?.zone ?? 'UTC')}`;
    const look =
      state === 'stale' ? ({ tone: 'neg', chip: '✕ stale' } as const) : ({ tone: 'warn', chip: '! late' } as const);
    return [{ dataset, ...look, text: `data to ${formatDay(dataThrough)}${due}` }];
  });
  if (notes.length === 0) return null;
  return (
    <ul className={classes.sourceNotes}>
      {notes.map(({ dataset, tone, chip, text }) => (
        <li key={dataset}>
          <Chip tone={tone}>{chip}</Chip> {dataset}: {text}
        </li>
      ))}
    </ul>
  );
}
