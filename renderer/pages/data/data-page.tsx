import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { formatCounted } from '../../../engine/serializer/index.ts';
import { api } from '../../app/client.ts';
import { Card } from '../../components/card.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { Section } from '../../components/section.tsx';
import { Bars } from '../../components/skeleton.tsx';
import classes from './data.module.css';
import { Datasets } from './datasets.tsx';
import { ImportPanel } from './import-panel.tsx';
import { Loads } from './loads.tsx';
import { ReportMenu } from './report-menu.tsx';
import { useImport } from './use-import.ts';

const freshness = api.freshness.list.queryOptions();

/** Which data is here and up to which day, how it came, and what was kept out and why. */
export function DataPage() {
  const query = useQuery(freshness);
  const run = useImport();
  useEffect(() => {
    document.title = 'Data and loads · Growth Workbench';
  }, []);
  const loaded = query.data?.filter((dataset) => dataset.dataThrough !== null).length;
  return (
    <Page
      title="Data and loads"
      line={
        loaded === undefined
          ? 'Export drops, their contracts, and what they hold'
          : `${formatCounted(loaded, 'dataset')} of ${query.data?.length ?? 0} loaded · a drop is loaded as a whole or not at all`
      }
      actions={
        <>
          <ReportMenu />
          <ImportPanel.Button run={run} />
        </>
      }
    >
      <ImportPanel run={run} />
      <div className={classes.columns}>
        <Card className={classes.fill}>
          <Section title="Datasets">
            <Loaded
              query={query}
              queryKey={freshness.queryKey}
              skeleton={<Bars rows={4} />}
              works="What is loaded stays as it is."
            >
              {(datasets) => <Datasets datasets={datasets} />}
            </Loaded>
          </Section>
        </Card>
        <Loads />
      </div>
    </Page>
  );
}
