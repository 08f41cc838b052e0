import { useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useRef } from 'react';
import type { BanditList as List } from '../../../engine/contract/index.ts';
import { formatCounted, formatDay } from '../../../engine/serializer/index.ts';
import { api } from '../../app/client.ts';
import { Card } from '../../components/card.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { Split } from '../../components/split.tsx';
import { BanditDetail } from './detail/bandit-detail.tsx';
import classes from './insights.module.css';
import { InsightsSkeleton } from './insights-skeleton.tsx';
import { BanditList } from './list/bandit-list.tsx';
import { useBanditsTable } from './list/use-bandits-table.ts';
import { NoCellsYet } from './no-cells-yet.tsx';

const options = api.bandits.list.queryOptions();
const WORKS = 'Experiments, creative tests and approvals still work.';
const LINE = 'What is known of every arm of the explore cells, night by night';

/** Every explore cell that was started: which arm leads, how sure that is, and what to do; one of them open beside the list. */
export function InsightsPage() {
  const query = useQuery(options);
  useEffect(() => {
    document.title = 'RL Insights · Growth Workbench';
  }, []);
  const list = query.data;
  const line =
    list === undefined
      ? LINE
      : [
          formatCounted(list.bandits.length, 'cell'),
          list.method.replace(/\.$/, ''),
          ...(list.dataThrough === null ? [] : [`data to ${formatDay(list.dataThrough)}`]),
        ].join(' · ');
  return (
    <Page title="RL Insights" line={<span title={line}>{line}</span>}>
      <Loaded query={query} queryKey={options.queryKey} framed="failures" skeleton={<InsightsSkeleton />} works={WORKS}>
        {(data) => (data.bandits.length === 0 ? <NoCellsYet /> : <Bandits list={data} />)}
      </Loaded>
    </Page>
  );
}

function Bandits({ list }: { readonly list: List }) {
  const search = useSearch({ from: '/insights' });
  const navigate = useNavigate({ from: '/insights' });
  const searchBox = useRef<HTMLInputElement>(null);
  const table = useBanditsTable(list.bandits, search);
  const rows = table.getRowModel().rows;
  const isKnown = list.bandits.some(({ key }) => key === search.key);
  const selected = isKnown ? (search.key ?? null) : (rows[0]?.id ?? null);
  const select = useCallback(
    (key: string) => void navigate({ replace: true, search: (now) => ({ ...now, key, arm: undefined }) }),
    [navigate],
  );
  useHotkeys([['/', () => searchBox.current?.focus()]]);
  return (
    <Split
      wide="detail"
      list={
        <Card kind="list" className={classes.list}>
          <BanditList
            table={table}
            total={list.bandits.length}
            search={search}
            searchBox={searchBox}
            selectedKey={selected}
            onSelect={select}
          />
        </Card>
      }
      detail={
        <Card kind="detail" aria-label="Open cell">
          {selected !== null && <BanditDetail cellKey={selected} />}
        </Card>
      }
    />
  );
}
