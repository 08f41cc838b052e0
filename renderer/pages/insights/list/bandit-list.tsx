import { CloseButton, Select, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { Table } from '@tanstack/react-table';
import type { RefObject } from 'react';
import type { BanditRow } from '../../../../engine/contract/index.ts';
import { formatCounted } from '../../../../engine/serializer/index.ts';
import { ADVICE_LOOKS, CELL_LOOKS } from '../../../components/cell-looks.tsx';
import { Empty } from '../../../components/empty.tsx';
import { DataGrid } from '../../../components/grid/data-grid.tsx';
import { useDensity } from '../../../stores/density.ts';
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

const STATUS_CHOICES = [
  { value: 'all', label: 'Any status' },
  ...STATUSES.map((value) => ({ value, label: CELL_LOOKS[value].word })),
];
const ADVICE_CHOICES = [
  { value: 'all', label: 'Any advice' },
  ...ADVICE.map((value) => ({ value, label: ADVICE_LOOKS[value].word })),
];

/** Three lines of text are always in a row. */
const ROW_HEIGHT = { comfortable: 72, compact: 62 } as const;

/** The cells, narrowed by words, status and what a look says. */
export function BanditList({ table, total, search, searchBox, selectedKey, onSelect }: BanditListProps) {
  const navigate = useNavigate({ from: '/insights' });
  const density = useDensity((state) => state.density);
  const shown = table.getRowModel().rows.length;
  const narrow = (change: Pick<InsightsSearch, 'q' | 'status' | 'says'>): void =>
    void navigate({ replace: true, search: (now) => ({ ...now, ...change }) });
  return (
    <>
      <div className={classes.filters}>
        <TextInput
          ref={searchBox}
          className={classes.searchBox}
          placeholder="Search cells"
          aria-label="Search cells"
          value={search.q ?? ''}
          onChange={(event) => narrow({ q: event.currentTarget.value || undefined })}
          rightSection={
            search.q === undefined ? null : (
              <CloseButton size="sm" aria-label="Clear the search" onClick={() => narrow({ q: undefined })} />
            )
          }
        />
        <Select
          className={classes.choiceBox}
          aria-label="Status"
          data={STATUS_CHOICES}
          value={search.status ?? 'all'}
          allowDeselect={false}
          onChange={(value) => narrow({ status: STATUSES.find((known) => known === value) })}
        />
        <Select
          className={classes.choiceBox}
          aria-label="Advice"
          data={ADVICE_CHOICES}
          value={search.says ?? 'all'}
          allowDeselect={false}
          onChange={(value) => narrow({ says: ADVICE.find((known) => known === value) })}
        />
        <span className={classes.shown} role="status">
          {shown === total ? formatCounted(total, 'cell') : `${shown} of ${formatCounted(total, 'cell')}`}
        </span>
      </div>
      {shown === 0 ? (
        <Empty title="No cell matches" why="Use fewer words, or show any status and advice." />
      ) : (
        <div className={classes.gridBox}>
          <DataGrid
            table={table}
            label="Cells"
            rowHeight={ROW_HEIGHT[density]}
            selectedId={selectedKey}
            onSelect={onSelect}
            onOpen={() => document.getElementById('bandit-detail')?.focus()}
          />
        </div>
      )}
    </>
  );
}
