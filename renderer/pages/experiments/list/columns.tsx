import { createColumnHelper } from '@tanstack/react-table';
import type { ExperimentRow } from '../../../../engine/contract/index.ts';
import {
  cleanText,
  formatCount,
  formatCounted,
  formatInterval,
  formatRelativeChange,
  MISSING,
} from '../../../../engine/serializer/index.ts';
import { LookChip } from '../../../components/chip.tsx';
import { RowName } from '../../../components/grid/row-name.tsx';
import { Proven, proofRef } from '../../../components/proven.tsx';
import classes from '../experiments.module.css';
import { HEALTH_LOOKS, STATUS_LOOKS, VERDICT_LOOKS } from '../looks.ts';
import { byHealth, byStatus, byVerdict } from './order.ts';

const column = createColumnHelper<ExperimentRow>();

/** The goal's effect of the best variation, with its interval; both are one number with one proof. */
function Effect({ row }: { readonly row: ExperimentRow }) {
  const { effect, goal } = row;
  if (row.reading !== 'done') return row.status === 'draft' ? MISSING : PENDING;
  if (effect === null || goal === null)
    return row.verdict?.state === 'unhealthy' ? <span className="muted">not shown</span> : MISSING;
  return (
    <Proven proof={proofRef('experiment.metric', row.key, goal.metric, effect.variation, 'estimate')} tabIndex={-1}>
      {formatRelativeChange(effect.estimate)}
      <span className={classes.under}>{formatInterval(effect.interval, 'rate')}</span>
    </Proven>
  );
}

/** In place of a number that is not read yet. */
const PENDING = <span className="muted">…</span>;

/** What is under a name where there is room for no more columns. */
const shortLine = (row: ExperimentRow): string =>
  [STATUS_LOOKS[row.status].word, ...(row.goal === null ? [] : [cleanText(row.goal.name)])].join(' · ');

const name = (isNarrow: boolean) =>
  column.accessor('name', {
    header: 'Experiment',
    meta: { track: 'minmax(150px, 2fr)' },
    sortingFn: 'text',
    cell: ({ row: { original: row }, getValue }) => (
      <span className={classes.wraps} title={`${cleanText(getValue())} · ${row.key}`}>
        <RowName>{cleanText(getValue())}</RowName>
        <span className={classes.under}>
          {isNarrow ? shortLine(row) : `${row.key} · ${formatCounted(row.variations, 'variation')}`}
        </span>
      </span>
    ),
  });

/** Why there is no verdict. */
const unjudged = ({ status, reading }: ExperimentRow): string =>
  status === 'draft' ? 'not started' : reading === 'waiting' ? 'waits for a load' : 'not read yet';

const verdict = column.accessor('verdict', {
  header: 'Verdict',
  meta: { track: '148px' },
  sortingFn: (a, b) => byVerdict(a.original, b.original),
  cell: ({ row: { original: row } }) =>
    row.verdict === null ? (
      <span className="muted">{unjudged(row)}</span>
    ) : (
      <Proven proof={proofRef('experiment.verdict', row.key)} tabIndex={-1}>
        <LookChip look={VERDICT_LOOKS[row.verdict.state]} title={row.verdict.reason} />
      </Proven>
    ),
});

/** All columns of the list. Missing numbers are `undefined` for sorting, so that they come last either way. */
export const WIDE_COLUMNS = [
  name(false),
  column.accessor('status', {
    header: 'Status',
    meta: { track: '104px' },
    sortingFn: (a, b) => byStatus(a.original, b.original),
    cell: ({ getValue }) => <LookChip look={STATUS_LOOKS[getValue()]} />,
  }),
  column.accessor('health', {
    header: 'Health',
    meta: { track: '124px' },
    sortingFn: (a, b) => byHealth(a.original, b.original),
    cell: ({ getValue }) => {
      const health = getValue();
      return health === null ? MISSING : <LookChip look={HEALTH_LOOKS[health]} />;
    },
  }),
  column.accessor((row) => row.goal?.name, {
    id: 'goal',
    header: 'Goal',
    meta: { track: 'minmax(90px, 1fr)', muted: true },
    enableSorting: false,
    cell: ({ row: { original: row } }) => (row.goal === null ? MISSING : cleanText(row.goal.name)),
  }),
  column.accessor((row) => row.effect?.estimate ?? undefined, {
    id: 'effect',
    header: 'Effect, interval',
    meta: { track: '138px', numeric: true },
    sortDescFirst: true,
    sortUndefined: 'last',
    cell: ({ row }) => <Effect row={row.original} />,
  }),
  column.accessor('units', {
    header: 'Units',
    meta: { track: '84px', numeric: true },
    sortDescFirst: true,
    cell: ({ row: { original: row }, getValue }) =>
      row.status === 'draft' ? (
        MISSING
      ) : row.reading === 'record' ? (
        PENDING
      ) : (
        <Proven proof={proofRef('experiment.units', row.key, 'all', 'units')} tabIndex={-1}>
          {formatCount(getValue())}
        </Proven>
      ),
  }),
  column.accessor('days', {
    header: 'Days',
    meta: { track: '64px', numeric: true },
    sortDescFirst: true,
    cell: ({ row: { original: row }, getValue }) =>
      row.status === 'draft' ? (
        MISSING
      ) : row.reading !== 'done' ? (
        PENDING
      ) : (
        <Proven proof={proofRef('experiment.progress', row.key, 'days')} tabIndex={-1}>
          {formatCount(getValue())}
        </Proven>
      ),
  }),
  verdict,
];

/** Beside an open experiment: what it is and what it says. */
export const NARROW_COLUMNS = [name(true), verdict];
