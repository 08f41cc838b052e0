import { useNavigate } from '@tanstack/react-router';
import type { Table } from '@tanstack/react-table';
import type { RefObject } from 'react';
import type { CreativeTestRow } from '../../../engine/contract/index.ts';
import { Empty } from '../../components/empty.tsx';
import { DataGrid } from '../../components/grid/data-grid.tsx';
import { FilterChoice, ListFilters } from '../../components/list-filters.tsx';
import { VERDICT_ORDER, VERDICTS } from '../../components/verdict-chip.tsx';
import { rowHeight, useDensity } from '../../stores/density.ts';
import classes from './creative-tests.module.css';
import type { CreativeTestsSearch } from './search.ts';

interface TestListProps {
  readonly table: Table<CreativeTestRow>;
  readonly total: number;
  readonly search: CreativeTestsSearch;
  readonly searchBox: RefObject<HTMLInputElement | null>;
  readonly selectedId: string | null;
  readonly onSelect: (testId: string) => void;
}

const VERDICT_OPTIONS = VERDICT_ORDER.map((value) => ({ value, label: VERDICTS[value].word }));

/** The tests, narrowed by words and verdict. */
export function TestList({ table, total, search, searchBox, selectedId, onSelect }: TestListProps) {
  const navigate = useNavigate({ from: '/creative-tests' });
  const density = useDensity((state) => state.density);
  const shown = table.getRowModel().rows.length;
  const narrow = (change: Pick<CreativeTestsSearch, 'q' | 'verdict'>): void =>
    void navigate({ replace: true, search: (now) => ({ ...now, ...change }) });
  return (
    <>
      <ListFilters
        className={classes.filters}
        noun="test"
        words={search.q}
        onWords={(q) => narrow({ q })}
        searchBox={searchBox}
        shown={shown}
        total={total}
      >
        <FilterChoice
          label="Verdict"
          any="All verdicts"
          options={VERDICT_OPTIONS}
          value={search.verdict}
          onChange={(verdict) => narrow({ verdict })}
        />
      </ListFilters>
      {shown === 0 ? (
        <Empty title="No test matches" why="Use fewer words, or show all verdicts." />
      ) : (
        <DataGrid
          table={table}
          label="Creative tests"
          rowHeight={rowHeight(density)}
          selectedId={selectedId}
          onSelect={onSelect}
          onOpen={() => document.getElementById('test-detail')?.focus()}
        />
      )}
    </>
  );
}
