import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Load } from '../../../engine/contract/index.ts';
import {
  formatCount,
  formatCounted,
  formatDay,
  formatId,
  formatInstant,
  formatText,
} from '../../../engine/serializer/index.ts';
import { api } from '../../app/client.ts';
import { workspaceStatus } from '../../app/queries.ts';
import { Card } from '../../components/card.tsx';
import { Chip } from '../../components/chip.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { Empty } from '../../components/empty.tsx';
import { Inbox } from '../../components/inbox.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Section } from '../../components/section.tsx';
import { Bars } from '../../components/skeleton.tsx';
import classes from './data.module.css';

const options = api.loads.list.queryOptions();

/** The loads, newest first, and what each brought and kept out. */
export function Loads() {
  const query = useQuery(options);
  return (
    <Loaded
      query={query}
      queryKey={options.queryKey}
      framed="all"
      skeleton={<Bars rows={5} />}
      works="What is loaded stays as it is."
    >
      {(loads) =>
        loads.length === 0 ? (
          <Card className={classes.fill}>
            <Empty
              title="No export has landed yet"
              why="Import the folder your warehouse writes to: it holds a manifest.json beside its files."
            />
          </Card>
        ) : (
          <LoadList loads={loads} />
        )
      }
    </Loaded>
  );
}

function LoadList({ loads }: { readonly loads: readonly Load[] }) {
  const search = useSearch({ from: '/data' });
  const navigate = useNavigate({ from: '/data' });
  const chosen = loads.find((load) => load.id === search.load) ?? loads[0];
  return (
    <div className={classes.loads}>
      <Card kind="list" className={classes.fill}>
        <Inbox
          label="Loads, newest first"
          items={loads.map((load) => ({
            id: load.id,
            title: `${load.dataset} to ${formatDay(load.dataThrough)}`,
            line: `${formatCounted(load.rows, 'row')} · ${formatCounted(load.days, 'day')}`,
            chip: load.quarantined === 0 ? null : <Chip tone="warn">! {formatCount(load.quarantined)} kept out</Chip>,
          }))}
          selectedId={chosen?.id ?? null}
          onSelect={(load) => void navigate({ replace: true, search: (now) => ({ ...now, load }) })}
          onOpen={() => document.getElementById('load-detail')?.focus()}
        />
      </Card>
      {chosen !== undefined && <LoadDetail key={chosen.id} load={chosen} />}
    </div>
  );
}

function LoadDetail({ load }: { readonly load: Load }) {
  const status = useQuery(workspaceStatus);
  const zone = status.data?.zone ?? 'UTC';
  const options = api.loads.quarantine.queryOptions({ input: { id: load.id } });
  const quarantine = useQuery(options);
  return (
    <Card className={classes.loadDetail} id="load-detail" tabIndex={-1} aria-label="Selected load">
      <KeyValues
        pairs={[
          ['Snapshot', formatText(load.snapshotId)],
          ['Contract', `${load.dataset} ${load.contractVersion}`],
          ['Made', formatInstant(load.generatedAt, zone)],
          ['Loaded', formatInstant(load.loadedAt, zone)],
          ['Files', formatCount(load.files.length)],
          [
            'Manifest',
            <span key="hash" className="mono" title={load.snapshotHash}>
              sha256 {formatId(load.snapshotHash, 4, 4)}
            </span>,
          ],
        ]}
      />
      <Section title="Kept out, by reason">
        <Loaded
          query={quarantine}
          queryKey={options.queryKey}
          skeleton={<Bars rows={2} />}
          works="The rows that were loaded are not affected."
        >
          {(reasons) =>
            reasons.length === 0 ? (
              <p className="muted">Every row kept the contract.</p>
            ) : (
              <DataTable
                caption="Rows that break the contract, by rule"
                columns={[
                  { head: 'Rows', numeric: true },
                  { head: 'Why, and one of them', grow: true },
                ]}
                rows={reasons.map((reason) => ({
                  key: reason.rule,
                  cells: [
                    formatCount(reason.rows),
                    <span key="why">
                      {formatText(reason.reason)}
                      <span className={classes.example}>{formatText(reason.example)}</span>
                    </span>,
                  ],
                }))}
              />
            )
          }
        </Loaded>
      </Section>
    </Card>
  );
}
