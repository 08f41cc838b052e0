import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import type { TilePage } from '../../engine/contract/index.ts';
import { TILES, tilesOf } from '../../engine/contract/tiles.ts';
import { workspaceStatus } from '../app/queries.ts';
import { Card } from '../components/card.tsx';
import { Empty } from '../components/empty.tsx';
import { Page } from '../components/page.tsx';
import classes from './dashboard.module.css';
import { ExportButton } from './export/export-button.tsx';
import { PAGE_FACTS, pageScope } from './page-facts.ts';
import { ScopeBar } from './scope-bar/scope-bar.tsx';
import { scopeLine } from './scope-line.ts';
import { TileAlone } from './tile-alone.tsx';
import { TileGrid, type TileGridProps, tileAlone } from './tile-grid.tsx';
import { usePageScope } from './use-page-scope.ts';
import { usePageState } from './use-page-state.ts';
import { ViewsButton } from './views/views-button.tsx';

interface DashboardPageProps extends Pick<TileGridProps, 'onPick' | 'below'> {
  readonly page: TilePage;
  /** Between the scope bar and the tiles. */
  readonly above?: ReactNode;
}

/** Rates and plans alone make no page. */
const REFERENCE: readonly string[] = ['fx_rates', 'plan_monthly'];

/** A page made of tiles: what it is about, what it is narrowed to, and each tile by itself. */
export function DashboardPage({ page, above, ...grid }: DashboardPageProps) {
  const { title, line } = PAGE_FACTS[page];
  const { search, scope } = usePageScope();
  const status = useQuery(workspaceStatus);
  const state = usePageState(page, scope);
  useEffect(() => {
    document.title = `${title} · Growth Workbench`;
  }, [title]);
  const needed = tilesOf(page).flatMap((tile) => TILES[tile].datasets.filter((name) => !REFERENCE.includes(name)));
  const isEmpty = status.data?.datasets.every(
    ({ dataset, dataThrough }) => dataThrough === null || !needed.some((name) => name === dataset),
  );
  if (isEmpty === true) return <EmptyPage title={title} line={line} needed={[...new Set(needed)]} />;
  const alone = tileAlone(page, search.tile);
  const zone = status.data?.zone ?? 'UTC';
  const text = scopeLine(state) ?? line;
  return (
    <Page
      title={title}
      line={<span title={text}>{text}</span>}
      actions={
        <div className={classes.actions}>
          <ExportButton page={page} scope={pageScope(scope, page)} />
          <ViewsButton page={page} />
        </div>
      }
    >
      <ScopeBar page={page} resolved={state.resolved} />
      {above}
      {alone === null ? (
        <TileGrid page={page} zone={zone} {...grid} />
      ) : (
        <TileAlone page={page} tile={alone} zone={zone} />
      )}
    </Page>
  );
}

interface EmptyPageProps {
  readonly title: string;
  readonly line: string;
  readonly needed: readonly string[];
}

function EmptyPage({ title, line, needed }: EmptyPageProps) {
  const navigate = useNavigate();
  return (
    <Page title={title} line={line}>
      <Card>
        <Empty
          title="No export has landed yet"
          why={`This page is read from ${needed.join(', ')}. Choose the folder your warehouse writes to.`}
          action={
            <Button variant="filled" onClick={() => void navigate({ to: '/data', search: { choose: true } })}>
              Choose folder…
            </Button>
          }
        />
      </Card>
    </Page>
  );
}
