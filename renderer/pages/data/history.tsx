import type { DatasetHealth } from '../../../engine/contract/index.ts';
import { formatCount, formatDay, formatDayRange, formatInstant, formatText } from '../../../engine/serializer/index.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Proven, proofRef } from '../../components/proven.tsx';
import { Section } from '../../components/section.tsx';
import classes from './data.module.css';

interface HistoryProps {
  readonly health: DatasetHealth;
  readonly zone: string;
}

/** How the dataset came: each load, newest first. */
export function LoadsOf({ health, zone }: HistoryProps) {
  return (
    <Section title="Loads">
      {health.loads.length === 0 ? (
        <p className="muted">No drop of it has been loaded.</p>
      ) : (
        <DataTable
          caption="Loads, newest first"
          columns={[
            { head: 'Snapshot', grow: true },
            { head: 'Data to' },
            { head: 'Days', numeric: true },
            { head: 'Rows', numeric: true },
            { head: 'Kept out', numeric: true },
          ]}
          rows={health.loads.map((load) => ({
            key: load.id,
            cells: [
              <span key="snapshot" title={`sha256 ${load.snapshotHash}, contract ${load.contractVersion}`}>
                {formatText(load.snapshotId)}
                <span className={classes.example}>loaded {formatInstant(load.loadedAt, zone)}</span>
              </span>,
              formatDay(load.dataThrough),
              <Proven key="days" proof={proofRef('health.load', load.id, 'days')}>
                {formatCount(load.days)}
              </Proven>,
              <Proven key="rows" proof={proofRef('health.load', load.id, 'rows')}>
                {formatCount(load.rows)}
              </Proven>,
              <Proven key="kept" proof={proofRef('health.load', load.id, 'kept_out')}>
                {formatCount(load.quarantined)}
              </Proven>,
            ],
          }))}
        />
      )}
    </Section>
  );
}

/** Columns that came and days that were loaded again; nothing when neither happened. */
export function Changes({ health, zone }: HistoryProps) {
  const { restatements, schemaChanges } = health;
  if (restatements.length === 0 && schemaChanges.length === 0) return null;
  return (
    <Section title="What changed">
      <DataTable
        caption="Columns that came and days that were loaded again"
        columns={[{ head: 'With the load of' }, { head: 'Change', grow: true }]}
        rows={[
          ...restatements.map(({ loadId, loadedAt, from, to }) => ({
            key: `${loadId} ${from}`,
            cells: [formatInstant(loadedAt, zone), `${formatDayRange(from, to)} loaded again`],
          })),
          ...schemaChanges.map(({ loadId, loadedAt, change, column, type }) => ({
            key: `${loadId} ${column}`,
            cells: [
              formatInstant(loadedAt, zone),
              <span key="column">
                Column <span className="mono">{formatText(column)}</span> {change},{' '}
                <span className="mono">{formatText(type)}</span>
              </span>,
            ],
          })),
        ]}
      />
    </Section>
  );
}
