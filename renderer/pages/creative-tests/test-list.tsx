import { CloseButton, Select, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { Table } from '@tanstack/react-table';
import type { RefObject } from 'react';
import type { CreativeTestRow } from '../../../engine/contract/index.ts';
import { formatCount } from '../../../engine/serializer/index.ts';
import { Empty } from '../../components/empty.tsx';
import { DataGrid } from '../../components/grid/data-grid.tsx';
import { isVerdict, VERDICT_ORDER, VERDICTS } from '../../components/verdict-chip.tsx';
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

const VERDICT_CHOICES = [
  { value: 'all', label: 'All verdicts' },
  ...VERDICT_ORDER.map((verdict) => ({ value: verdict, label: VERDICTS[verdict].word })),
];

/** The tests, narrowed by words and verdict. */
export function TestList({ table, total, search, searchBox, selectedId, onSelect }: TestListProps) {
  const navigate = useNavigate({ from: '/creative-tests' });
  const density = useDensity((state) => state.density);
  const shown = table.getRowModel().rows.length;
  const narrow = (change: Pick<CreativeTestsSearch, 'q' | 'verdict'>): void =>
    void navigate({ replace: true, search: (now) => ({ ...now, ...change }) });
  return (
    <>
      <div className={classes.filters}>
        <TextInput
          ref={searchBox}
          className={classes.searchBox}
          placeholder="Search tests"
          aria-label="Search tests"
          value={search.q ?? ''}
          onChange={(event) => narrow({ q: event.currentTarget.value || undefined })}
          rightSection={
            search.q === undefined ? null : (
              <CloseButton size="sm" aria-label="Clear the search" onClick={() => narrow({ q: undefined })} />
            )
          }
        />
        <Select
          className={classes.verdictBox}
          aria-label="Verdict"
          data={VERDICT_CHOICES}
          value={search.verdict ?? 'all'}
          allowDeselect={false}
          onChange={(value) => narrow({ verdict: isVerdict(value) ? value : undefined })}
        />
        <span className={classes.shown} role="status">
          {shown === total ? `${formatCount(total)} tests` : `${formatCount(shown)} of ${formatCount(total)} tests`}
        </span>
      </div>
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
