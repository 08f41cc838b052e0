import { useElementSize, useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useRef } from 'react';
import type { CreativeTestList } from '../../../engine/contract/index.ts';
import { formatCounted, formatDay } from '../../../engine/serializer/index.ts';
import { afterRows, api, rowsAreIn } from '../../app/client.ts';
import { forgetStartList, startList } from '../../app/start-list.ts';
import { Card } from '../../components/card.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { Bars } from '../../components/skeleton.tsx';
import { Split } from '../../components/split.tsx';
import { ColumnsMenu } from './columns-menu.tsx';
import classes from './creative-tests.module.css';
import { TestsExport } from './export-menu.tsx';
import { NoTestsYet } from './no-tests-yet.tsx';
import { TestList } from './test-list.tsx';
import { TestsSkeleton } from './tests-skeleton.tsx';
import { useTestsTable } from './use-tests-table.ts';
import { VerdictTiles } from './verdict-tiles.tsx';
import { ViewSwitch } from './view-switch.tsx';

const TestDetail = lazy(() =>
  afterRows.then(() => import('./test-detail.tsx')).then(({ TestDetail }) => ({ default: TestDetail })),
);

const Together = lazy(() =>
  afterRows.then(() => import('./together/together.tsx')).then(({ Together }) => ({ default: Together })),
);

const options = api.creativeTests.list.queryOptions({ placeholderData: startList });

/** Every creative test: which variant leads, how sure that is, and what to do about it. */
export function CreativeTestsPage() {
  const query = useQuery(options);
  const { view } = useSearch({ from: '/creative-tests' });
  const hasRows = query.data !== undefined;
  useEffect(() => {
    if (hasRows) rowsAreIn();
  }, [hasRows]);
  const isAnswered = query.isFetched;
  useEffect(() => {
    if (isAnswered) forgetStartList();
  }, [isAnswered]);
  if (query.data === undefined)
    return (
      <Page title="Creative tests" line="Click-through rate of each variant">
        <Loaded
          query={query}
          queryKey={options.queryKey}
          framed="failures"
          skeleton={<TestsSkeleton />}
          works="Approvals, sync and settings still work."
        >
          {() => null}
        </Loaded>
      </Page>
    );
  if (query.data.tests.length === 0) return <NoTestsYet />;
  if (view !== 'together') return <Tests list={query.data} />;
  return (
    <Suspense
      fallback={
        <Page title="Creative tests" line="All tests read as one family">
          <TestsSkeleton />
        </Page>
      }
    >
      <Together />
    </Suspense>
  );
}

function Tests({ list }: { readonly list: CreativeTestList }) {
  const search = useSearch({ from: '/creative-tests' });
  const navigate = useNavigate({ from: '/creative-tests' });
  const size = useElementSize();
  const searchBox = useRef<HTMLInputElement>(null);
  const table = useTestsTable(list.tests, search, size.width);
  const rows = table.getRowModel().rows;
  const chosen = search.test !== undefined && list.tests.some((test) => test.testId === search.test);
  const selected = chosen ? search.test : rows[0]?.id;

  const select = useCallback(
    (test: string) => void navigate({ replace: true, search: (now) => ({ ...now, test }) }),
    [navigate],
  );
  useHotkeys([['/', () => searchBox.current?.focus()]]);
  useEffect(() => {
    document.title = 'Creative tests · Growth Workbench';
  }, []);

  const line = `${formatCounted(list.tests.length, 'test')}, ${formatCounted(list.variants, 'variant')} · ${list.method} · data to ${formatDay(list.dataThrough)}`;
  return (
    <Page
      title="Creative tests"
      line={<span title={line}>{line}</span>}
      actions={
        <>
          <ViewSwitch />
          <TestsExport rows={rows.map((row) => row.original)} testId={selected ?? null} />
          <ColumnsMenu table={table} />
        </>
      }
    >
      <VerdictTiles list={list} />
      <Split
        list={
          <Card kind="list" ref={size.ref} className={classes.list}>
            <TestList
              table={table}
              total={list.tests.length}
              search={search}
              searchBox={searchBox}
              selectedId={selected ?? null}
              onSelect={select}
            />
          </Card>
        }
        detail={
          <Card kind="detail" aria-label="Selected test">
            {selected === undefined ? null : (
              <Suspense fallback={<Bars rows={9} height={22} />}>
                <TestDetail testId={selected} />
              </Suspense>
            )}
          </Card>
        }
      />
    </Page>
  );
}
