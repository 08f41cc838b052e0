import { Button, SegmentedControl } from '@mantine/core';
import { useElementSize, useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ExperimentList as List } from '../../../engine/contract/index.ts';
import { formatCounted, formatDay } from '../../../engine/serializer/index.ts';
import { experimentListing as options } from '../../app/queries.ts';
import { Card } from '../../components/card.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page, PageColumn } from '../../components/page.tsx';
import { Split } from '../../components/split.tsx';
import { OpenExperiment } from './detail/open-experiment.tsx';
import classes from './experiments.module.css';
import { Flags } from './flags/flags.tsx';
import { DataNotes } from './list/data-notes.tsx';
import { ExperimentList } from './list/experiment-list.tsx';
import { Figures } from './list/figures.tsx';
import { ListSkeleton } from './list/list-skeleton.tsx';
import { NoExperimentsYet } from './list/no-experiments-yet.tsx';
import { ReadingNote } from './list/reading-note.tsx';
import { Undesigned } from './list/undesigned.tsx';
import { useExperimentsTable } from './list/use-experiments-table.ts';

const WORKS = 'Creative tests, approvals and settings still work.';

/** Every experiment: where it stands, whether its data can be trusted, and what it says; one of them open beside the list. */
export function ExperimentsPage() {
  const query = useQuery(options);
  const { key, tab } = useSearch({ from: '/experiments' });
  useEffect(() => {
    document.title = 'Experiments · Growth Workbench';
  }, []);
  if (tab === 'flags' && key === undefined)
    return (
      <Frame list={query.data}>
        <Flags />
      </Frame>
    );
  return (
    <Frame list={query.data}>
      <Loaded query={query} queryKey={options.queryKey} framed="failures" skeleton={<ListSkeleton />} works={WORKS}>
        {(list) =>
          list.experiments.length === 0 && list.reading === 'record' ? (
            <ListSkeleton />
          ) : list.experiments.length === 0 ? (
            <>
              <DataNotes sources={list.sources} />
              <NoExperimentsYet />
              <Undesigned found={list.undefined} />
            </>
          ) : (
            <Experiments list={list} />
          )
        }
      </Loaded>
    </Frame>
  );
}

/** The title, its line, and what can be done on every part of the page. */
function Frame({ list, children }: { readonly list: List | undefined; readonly children: ReactNode }) {
  const { key, tab } = useSearch({ from: '/experiments' });
  const navigate = useNavigate({ from: '/experiments' });
  const through = list?.sources.map(({ dataThrough }) => dataThrough).find((day) => day !== null);
  const line =
    list === undefined
      ? 'Effects against the control, judged by rules fixed before the start'
      : [
          formatCounted(list.experiments.length, 'experiment'),
          'effects against the control, judged by rules fixed before the start',
          ...(through === undefined ? [] : [`data to ${formatDay(through)}`]),
        ].join(' · ');
  return (
    <Page
      title="Experiments"
      line={<span title={line}>{line}</span>}
      actions={
        <>
          {key === undefined && (
            <SegmentedControl
              className={classes.tabs ?? ''}
              aria-label="Experiments or flags"
              value={tab ?? 'experiments'}
              onChange={(value) =>
                void navigate({
                  replace: true,
                  search: (now) => ({ ...now, tab: value === 'flags' ? 'flags' : undefined }),
                })
              }
              data={[
                { value: 'experiments', label: 'Experiments' },
                { value: 'flags', label: 'Flags' },
              ]}
            />
          )}
          <Button variant="filled" onClick={() => void navigate({ to: '/experiments/edit' })}>
            New experiment…
          </Button>
        </>
      }
    >
      {children}
    </Page>
  );
}

function Experiments({ list }: { readonly list: List }) {
  const search = useSearch({ from: '/experiments' });
  const navigate = useNavigate({ from: '/experiments' });
  const size = useElementSize();
  const searchBox = useRef<HTMLInputElement>(null);
  const [pointed, setPointed] = useState<string | null>(null);
  const isOpen = search.key !== undefined;
  const table = useExperimentsTable(list.experiments, search, { isNarrow: isOpen, width: size.width });
  const rows = table.getRowModel().rows;
  const selected = search.key ?? (rows.some(({ id }) => id === pointed) ? pointed : (rows[0]?.id ?? null));
  useHotkeys([['/', () => searchBox.current?.focus()]]);

  const open = (key: string): void => {
    setPointed(key);
    void navigate({ replace: isOpen, search: (now) => ({ ...now, key, tab: undefined }) });
  };
  const view = (
    <Card kind="list" ref={size.ref} className={classes.list}>
      <ExperimentList
        table={table}
        total={list.experiments.length}
        search={search}
        searchBox={searchBox}
        selectedKey={selected}
        isNarrow={isOpen}
        onSelect={isOpen ? open : setPointed}
        onOpen={(key) => (key === search.key ? document.getElementById('experiment-detail')?.focus() : open(key))}
      />
    </Card>
  );
  if (search.key !== undefined)
    return (
      <Split
        wide="detail"
        list={view}
        detail={
          <Card kind="detail" aria-label="Open experiment">
            <OpenExperiment key={search.key} experimentKey={search.key} />
          </Card>
        }
      />
    );
  return (
    <PageColumn>
      <Figures list={list} />
      <ReadingNote list={list} />
      <DataNotes sources={list.sources} />
      {view}
      <Undesigned found={list.undefined} />
    </PageColumn>
  );
}
