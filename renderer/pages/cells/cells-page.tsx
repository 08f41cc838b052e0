import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { ExploreCellBoard } from '../../../engine/contract/index.ts';
import { formatCounted, formatDay } from '../../../engine/serializer/index.ts';
import { api } from '../../app/client.ts';
import { Card } from '../../components/card.tsx';
import { Empty } from '../../components/empty.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page, PageColumn } from '../../components/page.tsx';
import { Split } from '../../components/split.tsx';
import classes from './cells.module.css';
import { CellsSkeleton } from './cells-skeleton.tsx';
import { OpenCell } from './detail/open-cell.tsx';
import { CellsExport } from './export-menu.tsx';
import { Figures } from './figures.tsx';
import { Filters } from './filters.tsx';
import { CellsGrid } from './grid/cells-grid.tsx';
import { CellsList } from './list/cells-list.tsx';
import { narrowed } from './narrow.ts';
import { NoCellsYet } from './no-cells-yet.tsx';
import { StaleNote } from './stale-note.tsx';

const options = api.cells.board.queryOptions();
const WORKS = 'RL Insights, experiments and approvals still work.';

/** The grid of explore cells, channels by segments: what runs, what it costs, and what a person has to look at. */
export function CellsPage() {
  const query = useQuery(options);
  useEffect(() => {
    document.title = 'Explore cells · Growth Workbench';
  }, []);
  return (
    <Frame board={query.data}>
      <Loaded query={query} queryKey={options.queryKey} framed="failures" skeleton={<CellsSkeleton />} works={WORKS}>
        {(board) =>
          board.cells.length === 0 ? (
            <NoCellsYet hasData={board.dataThrough !== null || board.channels.length > 0} />
          ) : (
            <Cells board={board} />
          )
        }
      </Loaded>
    </Frame>
  );
}

function Frame({ board, children }: { readonly board: ExploreCellBoard | undefined; readonly children: ReactNode }) {
  const navigate = useNavigate({ from: '/cells' });
  const what = 'one thing tried on one audience in one channel, up to its cap';
  const line =
    board === undefined
      ? `A cell is ${what}`
      : [
          formatCounted(board.cells.length, 'cell'),
          what,
          ...(board.dataThrough === null ? [] : [`data to ${formatDay(board.dataThrough)}`]),
        ].join(' · ');
  return (
    <Page
      title="Explore cells"
      line={<span title={board?.method ?? line}>{line}</span>}
      actions={
        <>
          <Button onClick={() => void navigate({ to: '/cells/edit' })}>New cell…</Button>
          <Button variant="filled" onClick={() => void navigate({ to: '/cells/plan' })}>
            Plan cells…
          </Button>
        </>
      }
    >
      {children}
    </Page>
  );
}

function Cells({ board }: { readonly board: ExploreCellBoard }) {
  const search = useSearch({ from: '/cells' });
  const navigate = useNavigate({ from: '/cells' });
  const searchBox = useRef<HTMLInputElement>(null);
  const [pointed, setPointed] = useState<string | null>(null);
  const { q, status, owner, look, key } = search;
  const { dataThrough } = board;
  const shown = useMemo(
    () => narrowed(board.cells, { q, status, owner, look }, dataThrough),
    [board.cells, q, status, owner, look, dataThrough],
  );
  const owners = useMemo(
    () => [...new Set(board.cells.map(({ cell }) => cell.design.owner))].toSorted((a, b) => a.localeCompare(b)),
    [board.cells],
  );
  const isOpen = key !== undefined;
  const has = (one: string | null | undefined): boolean => shown.some(({ cell }) => cell.design.key === one);
  const selected = key ?? (has(pointed) ? pointed : null);
  useHotkeys([
    ['/', () => searchBox.current?.focus()],
    ['Escape', () => isOpen && void navigate({ search: (now) => ({ ...now, key: undefined }) })],
  ]);
  const open = (next: string): void => {
    setPointed(next);
    if (next === key) document.getElementById('cell-detail')?.focus();
    else void navigate({ replace: isOpen, search: (now) => ({ ...now, key: next }) });
  };
  const parts = {
    cells: shown,
    selectedKey: selected,
    isNarrow: isOpen,
    onSelect: isOpen ? open : setPointed,
    onOpen: open,
  };
  const view = (
    <Card kind="list" className={classes.board}>
      <Filters shown={shown.length} total={board.cells.length} owners={owners} searchBox={searchBox} isNarrow={isOpen}>
        <CellsExport cells={shown} />
      </Filters>
      {shown.length === 0 ? (
        <Empty title="No cell matches" why="Use fewer words, or show any status and owner." />
      ) : search.view === 'list' ? (
        <CellsList {...parts} />
      ) : (
        <div className={classes.gridBox}>
          <CellsGrid {...parts} channels={board.channels} segments={board.segments} dataThrough={dataThrough} />
        </div>
      )}
    </Card>
  );
  return (
    <PageColumn>
      {!isOpen && <Figures board={board} />}
      <StaleNote />
      {key === undefined ? view : <Split list={view} detail={<OpenCell board={board} cellKey={key} />} />}
    </PageColumn>
  );
}
