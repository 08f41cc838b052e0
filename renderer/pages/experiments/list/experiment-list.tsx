import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { Table } from '@tanstack/react-table';
import type { RefObject } from 'react';
import type { ExperimentRow } from '../../../../engine/contract/index.ts';
import { Empty } from '../../../components/empty.tsx';
import { DataGrid } from '../../../components/grid/data-grid.tsx';
import { FilterChoice, ListFilters } from '../../../components/list-filters.tsx';
import { rowHeight, useDensity } from '../../../stores/density.ts';
import classes from '../experiments.module.css';
import { STATUS_LOOKS, VERDICT_LOOKS } from '../looks.ts';
import { type ExperimentsSearch, STATUSES, VERDICTS } from '../search.ts';

interface ExperimentListProps {
  readonly table: Table<ExperimentRow>;
  readonly total: number;
  readonly search: ExperimentsSearch;
  readonly searchBox: RefObject<HTMLInputElement | null>;
  readonly selectedKey: string | null;
  /** Beside an open experiment. */
  readonly isNarrow: boolean;
  readonly onSelect: (key: string) => void;
  readonly onOpen: (key: string) => void;
}

const STATUS_OPTIONS = STATUSES.map((value) => ({ value, label: STATUS_LOOKS[value].word }));
const VERDICT_OPTIONS = VERDICTS.map((value) => ({ value, label: VERDICT_LOOKS[value].word }));

/** The row of column heads with its line. */
const HEAD_HEIGHT = 32;

/** The experiments, narrowed by words, status and verdict. */
export function ExperimentList(props: ExperimentListProps) {
  const { table, total, search, searchBox, selectedKey, isNarrow, onSelect, onOpen } = props;
  const navigate = useNavigate({ from: '/experiments' });
  const height = rowHeight(
    useDensity((state) => state.density),
    2,
  );
  const shown = table.getRowModel().rows.length;
  const narrow = (change: Pick<ExperimentsSearch, 'q' | 'status' | 'verdict'>): void =>
    void navigate({ replace: true, search: (now) => ({ ...now, ...change }) });
  return (
    <>
      <ListFilters
        noun="experiment"
        words={search.q}
        onWords={(q) => narrow({ q })}
        searchBox={searchBox}
        shown={shown}
        total={total}
        isNarrow={isNarrow}
      >
        <FilterChoice
          label="Status"
          any="Any status"
          options={STATUS_OPTIONS}
          value={search.status}
          onChange={(status) => narrow({ status })}
        />
        <FilterChoice
          label="Verdict"
          any="Any verdict"
          options={VERDICT_OPTIONS}
          value={search.verdict}
          onChange={(verdict) => narrow({ verdict })}
        />
      </ListFilters>
      {shown === 0 ? (
        <Empty
          title="No experiment matches"
          why="Use fewer words, or show any status and verdict."
          action={
            <Button onClick={() => narrow({ q: undefined, status: undefined, verdict: undefined })}>Show all</Button>
          }
        />
      ) : (
        <div className={classes.gridBox} style={{ height: HEAD_HEIGHT + shown * height }}>
          <DataGrid
            key={isNarrow ? 'narrow' : 'wide'}
            table={table}
            label="Experiments"
            rowHeight={height}
            selectedId={selectedKey}
            onSelect={onSelect}
            onOpen={onOpen}
            onPick={onOpen}
          />
        </div>
      )}
    </>
  );
}
