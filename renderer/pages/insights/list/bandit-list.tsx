import { useNavigate } from '@tanstack/react-router';
import type { Table } from '@tanstack/react-table';
import type { RefObject } from 'react';
import type { BanditRow } from '../../../../engine/contract/index.ts';
import { ADVICE_LOOKS, CELL_LOOKS } from '../../../components/cell-looks.ts';
import { Empty } from '../../../components/empty.tsx';
import { DataGrid } from '../../../components/grid/data-grid.tsx';
import { FilterChoice, ListFilters } from '../../../components/list-filters.tsx';
import { rowHeight, useDensity } from '../../../stores/density.ts';
import classes from '../insights.module.css';
import { ADVICE, type InsightsSearch, STATUSES } from '../search.ts';

interface BanditListProps {
  readonly table: Table<BanditRow>;
  readonly total: number;
  readonly search: InsightsSearch;
  readonly searchBox: RefObject<HTMLInputElement | null>;
  readonly selectedKey: string | null;
  readonly onSelect: (key: string) => void;
}

const STATUS_OPTIONS = STATUSES.map((value) => ({ value, label: CELL_LOOKS[value].word }));
const ADVICE_OPTIONS = ADVICE.map((value) => ({ value, label: ADVICE_LOOKS[value].word }));

/** The cells, narrowed by words, status and what a look says. */
export function BanditList({ table, total, search, searchBox, selectedKey, onSelect }: BanditListProps) {
  const navigate = useNavigate({ from: '/insights' });
  const density = useDensity((state) => state.density);
  const shown = table.getRowModel().rows.length;
  const narrow = (change: Pick<InsightsSearch, 'q' | 'status' | 'says'>): void =>
    void navigate({ replace: true, search: (now) => ({ ...now, ...change }) });
  return (
    <>
      <ListFilters
        className={classes.filters}
        noun="cell"
        words={search.q}
        onWords={(q) => narrow({ q })}
        searchBox={searchBox}
        shown={shown}
        total={total}
        isNarrow
      >
        <FilterChoice
          label="Status"
          any="Any status"
          options={STATUS_OPTIONS}
          value={search.status}
          onChange={(status) => narrow({ status })}
        />
        <FilterChoice
          label="Advice"
          any="Any advice"
          options={ADVICE_OPTIONS}
          value={search.says}
          onChange={(says) => narrow({ says })}
        />
      </ListFilters>
      {shown === 0 ? (
        <Empty title="No cell matches" why="Use fewer words, or show any status and advice." />
      ) : (
        <div className={classes.gridBox}>
          <DataGrid
            table={table}
            label="Cells"
            rowHeight={rowHeight(density, 3)}
            selectedId={selectedKey}
            onSelect={onSelect}
            onOpen={() => document.getElementById('bandit-detail')?.focus()}
          />
        </div>
      )}
    </>
  );
}
