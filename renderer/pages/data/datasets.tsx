import { useQuery } from '@tanstack/react-query';
import type { DatasetFreshness } from '../../../engine/contract/index.ts';
import { formatCount, formatDay, formatInstant } from '../../../engine/serializer/index.ts';
import { workspaceStatus } from '../../app/queries.ts';
import { Chip } from '../../components/chip.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { Empty } from '../../components/empty.tsx';
import { FRESHNESS } from '../../components/freshness.ts';

/** Each dataset with a contract: fresh, late, stale or never loaded, and when its next day is due. */
export function Datasets({ datasets }: { readonly datasets: readonly DatasetFreshness[] }) {
  const status = useQuery(workspaceStatus);
  const zone = status.data?.zone ?? 'UTC';
  if (datasets.length === 0)
    return <Empty title="No dataset has a contract" why="Contracts come with the workbench; this build has none." />;
  return (
    <DataTable
      caption="Datasets and their freshness"
      columns={[
        { head: 'Dataset', grow: true },
        { head: 'Data to' },
        { head: 'State' },
        { head: 'Rows', numeric: true },
        { head: 'Kept out', numeric: true },
        { head: 'Next due' },
      ]}
      rows={datasets.map((dataset) => ({
        key: dataset.dataset,
        cells: [
          <span key="name" title={`loaded ${formatInstant(dataset.loadedAt, zone)}`}>
            {dataset.dataset}
          </span>,
          formatDay(dataset.dataThrough),
          <Chip key="state" tone={FRESHNESS[dataset.state].tone}>
            {FRESHNESS[dataset.state].sign} {dataset.dataThrough === null ? 'never loaded' : dataset.state}
          </Chip>,
          formatCount(dataset.rows),
          formatCount(dataset.quarantined),
          <span key="due" className="muted">
            {formatInstant(dataset.dueAt, zone)}
          </span>,
        ],
      }))}
    />
  );
}
