import { Button, SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { getCoreRowModel, useReactTable } from '@tanstack/react-table';
import { useMemo } from 'react';
import type { DatasetHealthRow, HealthOverview } from '../../../engine/contract/index.ts';
import { DataGrid } from '../../components/grid/data-grid.tsx';
import { rowHeight, useDensity } from '../../stores/density.ts';
import classes from './data.module.css';
import { DayChart, stripSentence } from './day-chart.tsx';
import { HEALTH_COLUMNS } from './list-columns.tsx';
import { overviewStrip } from './strip.ts';
import type { RebuildRun } from './use-rebuild.ts';

const ROWS_OF = getCoreRowModel<DatasetHealthRow>();

interface HealthListProps {
  readonly overview: HealthOverview;
  readonly selected: string | null;
  readonly rebuild: RebuildRun;
}

/** Every dataset, those that need a look first; as a list, or day by day. */
export function HealthList({ overview, selected, rebuild }: HealthListProps) {
  const { view = 'list' } = useSearch({ from: '/data' });
  const navigate = useNavigate({ from: '/data' });
  const density = useDensity((state) => state.density);
  const strip = useMemo(() => overviewStrip(overview.datasets), [overview.datasets]);
  const data = useMemo(() => [...overview.datasets], [overview.datasets]);
  const table = useReactTable<DatasetHealthRow>({
    data,
    columns: HEALTH_COLUMNS,
    getRowId: ({ freshness }) => freshness.dataset,
    getCoreRowModel: ROWS_OF,
    autoResetAll: false,
  });
  const select = (dataset: string): void =>
    void navigate({ replace: true, search: (now) => ({ ...now, dataset, load: undefined, rule: undefined }) });
  return (
    <>
      <div className={classes.bar}>
        <SegmentedControl
          aria-label="Show datasets as"
          size="xs"
          value={view}
          data={[
            { value: 'list', label: 'List' },
            { value: 'days', label: 'Day by day' },
          ]}
          onChange={(value) =>
            void navigate({
              replace: true,
              search: (now) => ({ ...now, view: value === 'days' ? ('days' as const) : undefined }),
            })
          }
        />
        <Button
          className={classes.right}
          disabled={rebuild.state.kind === 'running'}
          onClick={rebuild.start}
          title="Builds the cache anew from the drops; pages use the present one until it is done"
        >
          Rebuild
        </Button>
      </div>
      {view === 'list' || strip.length === 0 ? (
        <DataGrid
          table={table}
          label="Datasets and their health"
          rowHeight={rowHeight(density)}
          selectedId={selected}
          onSelect={select}
          onOpen={() => document.getElementById('dataset-detail')?.focus()}
        />
      ) : (
        <div className={classes.days}>
          <DayChart
            title="Rows by day"
            sentence={stripSentence(overview.datasets.map(({ rows }) => rows).filter(({ days }) => days.length > 0))}
            rows={strip}
            rowHeight={36}
            exportName="rows-by-day"
            onOpen={select}
          />
        </div>
      )}
    </>
  );
}
