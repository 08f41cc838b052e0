import { useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { getCoreRowModel, getSortedRowModel, type SortingState, useReactTable } from '@tanstack/react-table';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CreativeTogether, TogetherTest } from '../../../../engine/contract/index.ts';
import { formatCount, formatCounted, formatDay, formatRelativeChange } from '../../../../engine/serializer/index.ts';
import { api } from '../../../app/client.ts';
import { Card } from '../../../components/card.tsx';
import { Empty } from '../../../components/empty.tsx';
import { DataGrid } from '../../../components/grid/data-grid.tsx';
import { KeyValues } from '../../../components/key-values.tsx';
import { FilterChoice, ListFilters } from '../../../components/list-filters.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Page } from '../../../components/page.tsx';
import { Proven, proofRef } from '../../../components/proven.tsx';
import { Split } from '../../../components/split.tsx';
import { rowHeight, useDensity } from '../../../stores/density.ts';
import classes from '../creative-tests.module.css';
import { TestsSkeleton } from '../tests-skeleton.tsx';
import { ViewSwitch } from '../view-switch.tsx';
import { TOGETHER_COLUMNS } from './columns.tsx';
import { Figures } from './figures.tsx';
import { LiftPlot } from './lift-plot.tsx';
import { SelectedTest } from './selected-test.tsx';
import { STATES } from './state-chip.tsx';
import { narrowed, type Which } from './which.ts';

const options = api.creativeTests.together.queryOptions();

const ROWS_OF = getCoreRowModel<TogetherTest>();
const SORTED = getSortedRowModel<TogetherTest>();

/** Beside those with a winner, which are shown at first. */
const CHOICES: readonly { readonly value: Which; readonly label: string }[] = [
  { value: 'all', label: 'All tests' },
  { value: 'holds', label: STATES.holds.word },
  { value: 'not_shown', label: STATES.not_shown.word },
  { value: 'behind', label: STATES.behind.word },
  { value: 'unhealthy', label: STATES.unhealthy.word },
  { value: 'several', label: STATES.several.word },
  { value: 'no_data', label: STATES.no_data.word },
];

/** All tests read as one family: how many of the winners hold when so many tests are looked at. */
export function Together() {
  const query = useQuery(options);
  useEffect(() => {
    document.title = 'Creative tests together · Growth Workbench';
  }, []);
  if (query.data !== undefined) return <Read read={query.data} />;
  return (
    <Page title="Creative tests" line="All tests read as one family" actions={<ViewSwitch />}>
      <Loaded
        query={query}
        queryKey={options.queryKey}
        framed="failures"
        skeleton={<TestsSkeleton />}
        works="The tests one by one still work."
      >
        {() => null}
      </Loaded>
    </Page>
  );
}

function Read({ read }: { readonly read: CreativeTogether }) {
  const line = `${formatCounted(read.summary.tests, 'test')} · ${read.method} · data to ${formatDay(read.dataThrough)}`;
  return (
    <Page title="Creative tests" line={<span title={line}>{line}</span>} actions={<ViewSwitch />}>
      <Figures read={read} />
      <Tests read={read} />
    </Page>
  );
}

function Tests({ read }: { readonly read: CreativeTogether }) {
  const search = useSearch({ from: '/creative-tests' });
  const navigate = useNavigate({ from: '/creative-tests' });
  const density = useDensity((state) => state.density);
  const which = search.which ?? 'declared';
  const searchBox = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => searchBox.current?.focus()]]);
  const [sorting, setSorting] = useState<SortingState>([]);
  const shown = useMemo(() => [...narrowed(read.tests, which, search.q ?? '')], [read.tests, which, search.q]);
  const table = useReactTable<TogetherTest>({
    data: shown,
    columns: TOGETHER_COLUMNS,
    getRowId: (test) => test.testId,
    getCoreRowModel: ROWS_OF,
    getSortedRowModel: SORTED,
    enableSortingRemoval: true,
    autoResetAll: false,
    state: { sorting },
    onSortingChange: setSorting,
  });
  const rows = table.getRowModel().rows;
  const selected = shown.find(({ testId }) => testId === search.test) ?? rows[0]?.original ?? null;
  const select = useCallback(
    (test: string) => void navigate({ replace: true, search: (now) => ({ ...now, test }) }),
    [navigate],
  );
  const prove = useCallback(
    (testId: string, name: string) =>
      void navigate({ search: (now) => ({ ...now, proof: proofRef('creative.archive_test', testId, name) }) }),
    [navigate],
  );
  return (
    <Split
      list={
        <Card kind="list" className={classes.list}>
          <ListFilters
            noun="test"
            words={search.q}
            onWords={(q) => void navigate({ replace: true, search: (now) => ({ ...now, q }) })}
            searchBox={searchBox}
            shown={rows.length}
            total={read.tests.length}
          >
            <FilterChoice
              label="Which tests"
              any="With a winner"
              options={CHOICES}
              value={search.which === 'declared' ? undefined : search.which}
              onChange={(chosen) => void navigate({ replace: true, search: (now) => ({ ...now, which: chosen }) })}
            />
          </ListFilters>
          {rows.length === 0 ? (
            <Empty title="No test matches" why="Use fewer words, or show all tests." />
          ) : (
            <DataGrid
              table={table}
              label="Creative tests together"
              rowHeight={rowHeight(density)}
              selectedId={selected?.testId ?? null}
              onSelect={select}
              onOpen={select}
            />
          )}
        </Card>
      }
      detail={
        <Card kind="detail" aria-label="What holds">
          <div className={classes.togetherDetail}>
            <LiftPlot
              tests={shown}
              sentence={read.sentence}
              selected={selected?.testId ?? null}
              onSelect={select}
              onProof={prove}
            />
            <Lifts read={read} />
            {selected !== null && (
              <SelectedTest
                test={selected}
                onOpen={() => void navigate({ search: () => ({ test: selected.testId }) })}
              />
            )}
            <KeyValues pairs={read.caveats.map((caveat): [string, string] => ['Mind', caveat])} />
          </div>
        </Card>
      }
    />
  );
}

/** What winners seemed to gain on the median, and what is left of it. */
function Lifts({ read: { summary } }: { readonly read: CreativeTogether }) {
  const lift = (figure: 'medianLift' | 'medianShrunkenLift') => (
    <Proven proof={proofRef('creative.archive', figure)}>{formatRelativeChange(summary[figure])}</Proven>
  );
  if (summary.declaredCompared === 0) return null;
  return (
    <p className={classes.reading}>
      Median lift of the winners {lift('medianLift')}, shrunken {lift('medianShrunkenLift')}.{' '}
      <Proven proof={proofRef('creative.archive', 'restFdr')}>{formatCount(summary.restFdr)}</Proven> are better than
      the other variants together (false discovery rate 5 %);{' '}
      <Proven proof={proofRef('creative.archive', 'undeclaredHold')}>{formatCount(summary.undeclaredHold)}</Proven>{' '}
      leaders hold that nobody declared.
    </p>
  );
}
