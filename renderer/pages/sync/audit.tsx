import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { createColumnHelper, getCoreRowModel, useReactTable } from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import type { AuditEntry, AuditVerification } from '../../../engine/contract/index.ts';
import { formatCounted, formatId, formatInstant, formatText } from '../../../engine/serializer/index.ts';
import { api } from '../../app/client.ts';
import { toFailure } from '../../app/failure.ts';
import { workspaceStatus } from '../../app/queries.ts';
import { Card } from '../../components/card.tsx';
import { Chip } from '../../components/chip.tsx';
import { Empty } from '../../components/empty.tsx';
import { Failed, FailureNote } from '../../components/failed.tsx';
import { DataGrid } from '../../components/grid/data-grid.tsx';
import { Bars } from '../../components/skeleton.tsx';
import { rowHeight, useDensity } from '../../stores/density.ts';
import classes from './sync.module.css';

const PAGE = 200;

/** The chain, newest first, and whether it holds. */
export function Audit() {
  const status = useQuery(workspaceStatus);
  const entries = useInfiniteQuery(
    api.audit.list.infiniteOptions({
      input: (before: number | undefined) => ({ before, limit: PAGE }),
      initialPageParam: undefined,
      getNextPageParam: (last) => (last.length < PAGE ? undefined : last[last.length - 1]?.seq),
    }),
  );
  const verify = useMutation(api.audit.verify.mutationOptions());
  const rows = useMemo(() => entries.data?.pages.flat() ?? [], [entries.data]);
  return (
    <Card kind="list" className={classes.audit}>
      <div className={classes.verify}>
        <Button loading={verify.isPending} onClick={() => verify.mutate(undefined)}>
          Verify the chain
        </Button>
        {verify.data !== undefined && <Verified result={verify.data} />}
        {verify.isError && <FailureNote failure={toFailure(verify.error)} />}
        <span className={classes.space} />
        {entries.hasNextPage && (
          <Button loading={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
            Load older entries
          </Button>
        )}
      </div>
      {entries.isError ? (
        <Failed error={entries.error} works="Sync and approvals still work." onRetry={() => void entries.refetch()} />
      ) : entries.data === undefined ? (
        <Bars rows={8} />
      ) : rows.length === 0 ? (
        <Empty title="The chain is empty" why="Its first entry is written when the workspace is made." />
      ) : (
        <AuditGrid rows={rows} zone={status.data?.zone ?? 'UTC'} />
      )}
    </Card>
  );
}

function Verified({ result }: { readonly result: AuditVerification }) {
  const remote =
    result.checkpoints.remote === null
      ? 'the remote witness can not be asked now'
      : `${result.checkpoints.remote} at the remote witness`;
  return (
    <span role="status" data-audit-passed={result.passed} className={classes.verified}>
      <Chip tone={result.passed ? 'pos' : 'neg'}>
        {result.passed ? '✓ The chain holds' : '✕ The chain does not hold'}
      </Chip>
      {result.problem === null
        ? `${formatCounted(result.entries, 'entry', 'entries')} · ${formatCounted(result.checkpoints.local, 'checkpoint')} here, ${remote}`
        : `Entry ${result.problem.seq}: ${result.problem.message}`}
    </span>
  );
}

const column = createColumnHelper<AuditEntry>();
const CORE = getCoreRowModel<AuditEntry>();

function AuditGrid({ rows, zone }: { readonly rows: AuditEntry[]; readonly zone: string }) {
  const density = useDensity((state) => state.density);
  const [selected, setSelected] = useState<string | null>(null);
  const columns = useMemo(
    () => [
      column.accessor('seq', { header: 'Entry', meta: { track: '64px', numeric: true } }),
      column.accessor('at', {
        header: 'At',
        meta: { track: '196px', muted: true },
        cell: ({ getValue }) => formatInstant(getValue(), zone),
      }),
      column.accessor('actor', {
        header: 'Who',
        meta: { track: '130px' },
        cell: ({ getValue }) => formatText(getValue()),
      }),
      column.accessor('type', {
        header: 'What',
        meta: { track: '170px', muted: true },
        cell: ({ getValue }) => <span className="mono">{getValue()}</span>,
      }),
      column.accessor('summary', {
        header: 'In words',
        meta: { track: 'minmax(0, 1fr)' },
        cell: ({ getValue }) => (
          <span className={classes.words} title={getValue()}>
            {formatText(getValue())}
          </span>
        ),
      }),
      column.accessor('hash', {
        header: 'Hash',
        meta: { track: '110px', muted: true },
        cell: ({ getValue }) => (
          <span className="mono" title={getValue()}>
            {formatId(getValue(), 4, 4)}
          </span>
        ),
      }),
    ],
    [zone],
  );
  const table = useReactTable({
    data: rows,
    columns,
    getRowId: (entry) => String(entry.seq),
    getCoreRowModel: CORE,
    enableSorting: false,
    autoResetAll: false,
  });
  return (
    <DataGrid
      table={table}
      label="Audit entries, newest first"
      rowHeight={rowHeight(density)}
      selectedId={selected}
      onSelect={setSelected}
      onOpen={setSelected}
    />
  );
}
