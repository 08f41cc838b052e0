import { createColumnHelper } from '@tanstack/react-table';
import type { DatasetHealthRow, HealthFinding } from '../../../engine/contract/index.ts';
import { formatCount, formatDay } from '../../../engine/serializer/index.ts';
import { Chip } from '../../components/chip.tsx';
import { FRESHNESS } from '../../components/freshness.ts';
import { Proven, proofRef } from '../../components/proven.tsx';
import classes from './data.module.css';

const column = createColumnHelper<DatasetHealthRow>();

/** A finding in a few words; those that hold a number are its proof. */
function Short({ finding: { kind, short, figures } }: { readonly finding: HealthFinding }) {
  const [figure] = figures;
  if ((kind !== 'gap' && kind !== 'kept_out') || figure === undefined) return short;
  return (
    <Proven proof={figure.ref} tabIndex={-1}>
      {short}
    </Proven>
  );
}

/** What was found, in words: the first finding, and how many more. */
function Found({ row }: { readonly row: DatasetHealthRow }) {
  const [first] = row.findings;
  if (first === undefined)
    return <span className="muted">{row.freshness.dataThrough === null ? 'Never loaded' : 'Nothing found'}</span>;
  const count = row.findings.length;
  return (
    <span className={classes.found} title={row.findings.map(({ short }) => short).join(' · ')}>
      <span className={classes.what} data-weight={first.weight}>
        <Short finding={first} />
      </span>
      {count > 1 && (
        <Proven proof={proofRef('health.dataset', row.freshness.dataset, 'found')} tabIndex={-1}>
          <span className={classes.more}>{formatCount(count)}</span>
          <span className="visually-hidden"> findings in all</span>
        </Proven>
      )}
    </span>
  );
}

/** The list's columns. */
export const HEALTH_COLUMNS = [
  column.accessor(({ freshness }) => freshness.dataset, {
    id: 'dataset',
    header: 'Dataset',
    meta: { track: '128px' },
    enableSorting: false,
    cell: ({ row, getValue }) => (
      <span className={classes.name} data-dataset={getValue()} title={getValue()}>
        {getValue()}
        {row.original.freshness.dataThrough !== null && (
          <small>to {formatDay(row.original.freshness.dataThrough)}</small>
        )}
      </span>
    ),
  }),
  column.accessor(({ freshness }) => freshness.state, {
    id: 'state',
    header: 'State',
    meta: { track: '90px' },
    enableSorting: false,
    cell: ({ row: { original } }) => {
      const { state, dataThrough } = original.freshness;
      return (
        <Chip tone={FRESHNESS[state].tone}>
          {FRESHNESS[state].sign} {dataThrough === null ? 'no data' : state}
        </Chip>
      );
    },
  }),
  column.accessor(({ freshness }) => freshness.rows, {
    id: 'rows',
    header: 'Rows',
    meta: { track: '92px', numeric: true },
    enableSorting: false,
    cell: ({ row, getValue }) => (
      <Proven proof={proofRef('health.dataset', row.original.freshness.dataset, 'rows')} tabIndex={-1}>
        {formatCount(getValue())}
      </Proven>
    ),
  }),
  column.display({
    id: 'found',
    header: 'Found',
    meta: { track: 'minmax(110px, 1fr)' },
    cell: ({ row }) => <Found row={row.original} />,
  }),
];
