import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import type { HealthOverview } from '../../../engine/contract/index.ts';
import { formatCount } from '../../../engine/serializer/index.ts';
import { api } from '../../app/client.ts';
import { Card } from '../../components/card.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { Proven, proofRef } from '../../components/proven.tsx';
import { Bars } from '../../components/skeleton.tsx';
import classes from './data.module.css';
import { DatasetDetail } from './dataset-detail.tsx';
import { HealthList } from './health-list.tsx';
import { ImportPanel } from './import-panel.tsx';
import { RebuildPanel } from './rebuild-panel.tsx';
import { ReportMenu } from './report-menu.tsx';
import { useImport } from './use-import.ts';
import { useRebuild } from './use-rebuild.ts';

/** Freshness goes by the clock, so health is read again now and then. */
const HEALTH_MS = 60_000;

const health = api.dataHealth.overview.queryOptions({ refetchInterval: HEALTH_MS });

/** Which data is here and up to which day, what is missing or unusual in it, and what rests on it. */
export function DataPage() {
  const query = useQuery(health);
  const run = useImport();
  const rebuild = useRebuild();
  const search = useSearch({ from: '/data' });
  useEffect(() => {
    document.title = 'Data health · Growth Workbench';
  }, []);
  return (
    <Page
      title="Data health"
      line={query.data === undefined ? 'Export drops, their contracts, and what they hold' : <Line {...query.data} />}
      actions={
        <>
          <ReportMenu />
          <ImportPanel.Button run={run} />
        </>
      }
    >
      <ImportPanel run={run} />
      <RebuildPanel run={rebuild} />
      <Loaded
        query={query}
        queryKey={health.queryKey}
        framed="failures"
        skeleton={<Waiting />}
        works="What is loaded stays as it is."
      >
        {(overview) => {
          const known = overview.datasets.map(({ freshness }) => freshness.dataset);
          const selected = known.find((dataset) => dataset === search.dataset) ?? known[0] ?? null;
          return (
            <Sides
              list={
                <Card kind="list" className={classes.list}>
                  <HealthList overview={overview} selected={selected} rebuild={rebuild} />
                </Card>
              }
              detail={
                <Card kind="detail">
                  {selected !== null && <DatasetDetail key={selected} dataset={selected} onImport={run.choose} />}
                </Card>
              }
            />
          );
        }}
      </Loaded>
    </Page>
  );
}

function Line({ totals }: HealthOverview) {
  const total = (name: keyof HealthOverview['totals']) => (
    <Proven proof={proofRef('health.total', name)}>{formatCount(totals[name])}</Proven>
  );
  return (
    <>
      {total('loaded')} of {total('datasets')} datasets loaded · {total('alarms')} findings need a look ·{' '}
      {total('keptOut')} rows kept out
    </>
  );
}

/** List and detail; the detail has tables, so it is the wider one. */
function Sides({ list, detail }: { readonly list: ReactNode; readonly detail: ReactNode }) {
  return (
    <div className={classes.sides}>
      {list}
      {detail}
    </div>
  );
}

/** The two cards as they will be. */
function Waiting() {
  return (
    <Sides
      list={
        <Card kind="list">
          <Bars rows={10} gap={26} />
        </Card>
      }
      detail={
        <Card>
          <Bars rows={8} />
        </Card>
      }
    />
  );
}
