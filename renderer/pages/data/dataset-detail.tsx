import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { DatasetHealth } from '../../../engine/contract/index.ts';
import { formatDay, formatInstant } from '../../../engine/serializer/index.ts';
import { api } from '../../app/client.ts';
import { workspaceStatus } from '../../app/queries.ts';
import { Chip } from '../../components/chip.tsx';
import { Detail } from '../../components/detail.tsx';
import { Empty } from '../../components/empty.tsx';
import { FRESHNESS } from '../../components/freshness.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Bars } from '../../components/skeleton.tsx';
import classes from './data.module.css';
import { DayChart, stripSentence } from './day-chart.tsx';
import { Findings } from './findings.tsx';
import { Changes, LoadsOf } from './history.tsx';
import { KeptOut } from './kept-out.tsx';
import { LineageOf } from './lineage.tsx';
import { stripRow } from './strip.ts';

interface DatasetDetailProps {
  readonly dataset: string;
  /** Asks for a drop to import. */
  readonly onImport: () => void;
}

/** One dataset: what was found, its days, how it came, what was kept out, and what rests on it. */
export function DatasetDetail({ dataset, onImport }: DatasetDetailProps) {
  const options = api.dataHealth.dataset.queryOptions({ input: { dataset } });
  const query = useQuery(options);
  const status = useQuery(workspaceStatus);
  return (
    <Loaded
      query={query}
      queryKey={options.queryKey}
      skeleton={<Bars rows={8} />}
      works="The other datasets can still be looked at."
    >
      {(health) => <Shown health={health} zone={status.data?.zone ?? 'UTC'} onImport={onImport} />}
    </Loaded>
  );
}

interface ShownProps extends Pick<DatasetDetailProps, 'onImport'> {
  readonly health: DatasetHealth;
  readonly zone: string;
}

function Shown({ health, zone, onImport }: ShownProps) {
  const { row, series } = health;
  const { dataset, state, dataThrough, loadedAt, dueAt } = row.freshness;
  const look = FRESHNESS[state];
  return (
    <Detail
      id="dataset-detail"
      title={dataset}
      line={
        dataThrough === null
          ? 'Never loaded'
          : `${formatDay(row.firstDay)} to ${formatDay(dataThrough)} · loaded ${formatInstant(loadedAt, zone)} · ${
              dueAt === null ? 'no time promised' : `next due ${formatInstant(dueAt, zone)}`
            }`
      }
      chip={<Chip tone={look.tone}>{`${look.sign} ${dataThrough === null ? 'no data' : state}`}</Chip>}
    >
      {dataThrough === null ? (
        <Empty
          title="No export of it has landed yet"
          why="Import the folder your warehouse writes to: it holds a manifest.json beside its files."
          action={<Button onClick={onImport}>Choose folder…</Button>}
        />
      ) : (
        <>
          <Findings row={row} />
          {row.cadence === 'day' && (
            <DayChart
              title="Day by day"
              sentence={stripSentence(series)}
              rows={series.map((one) => stripRow(one.id, one.name, one))}
              exportName={`${dataset}-by-day`}
            />
          )}
          <LoadsOf health={health} zone={zone} />
          <KeptOut health={health} />
          <Changes health={health} zone={zone} />
        </>
      )}
      <LineageOf lineage={health.lineage} />
      <p className={classes.aside}>{health.method}</p>
    </Detail>
  );
}
