import { Link } from '@tanstack/react-router';
import type { BanditRead } from '../../../../engine/contract/index.ts';
import { cleanText, formatDay, worded } from '../../../../engine/serializer/index.ts';
import { ARM_KINDS, CELL_LOOKS } from '../../../components/cell-looks.ts';
import { LookChip } from '../../../components/chip.tsx';
import { QuietLine, ReadHead } from '../../../components/read-head.tsx';
import { BanditExport } from './export-menu.tsx';
import { lastRecorded } from './nights.ts';
import { SourceNotes } from './source-notes.tsx';

/** Which part of the traffic a cell tries its arms on: "Meta · Young families". */
const scopeOf = ({ cell: { design } }: BanditRead): string =>
  design.channel === null && design.segment === null
    ? 'all channels and segments'
    : [
        design.channel === null ? 'all channels' : worded(cleanText(design.channel)),
        design.segment === null ? 'all segments' : worded(cleanText(design.segment)),
      ].join(' · ');

/** What the cell is about: its hypothesis, and one line with scope, method, the day of the data and the last night. */
export function BanditHead({ read }: { readonly read: BanditRead }) {
  const { design, status, note } = read.cell;
  const night = lastRecorded(read.history);
  const [model = ''] = read.method.split(/[.;]/);
  return (
    <ReadHead
      name={design.name}
      chip={<LookChip look={CELL_LOOKS[status]} {...(note === '' ? {} : { title: note })} />}
      hypothesis={design.hypothesis}
      lines={
        <>
          <QuietLine title={read.method}>
            {scopeOf(read)} · {ARM_KINDS[design.arms.kind]} by {read.words.value} · {model} ·{' '}
            {read.dataThrough === null ? 'no data' : `data to ${formatDay(read.dataThrough)}`} ·{' '}
            {night === null ? 'no night recorded' : `last night recorded ${formatDay(night)}`} ·{' '}
            <Link to="/cells" search={{ key: design.key }}>
              budget and plan
            </Link>
          </QuietLine>
          <SourceNotes sources={read.sources} />
          {note !== '' && status !== 'running' && (
            <QuietLine>
              {CELL_LOOKS[status].word}: {cleanText(note)}
            </QuietLine>
          )}
        </>
      }
      actions={<BanditExport read={read} />}
    />
  );
}
