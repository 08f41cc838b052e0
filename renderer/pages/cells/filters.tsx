import { SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode, RefObject } from 'react';
import { CELL_LOOKS } from '../../components/cell-looks.ts';
import { FilterChoice, ListFilters } from '../../components/list-filters.tsx';
import classes from './cells.module.css';
import { type CellsSearch, STATUSES } from './search.ts';

interface FiltersProps {
  readonly shown: number;
  readonly total: number;
  readonly owners: readonly string[];
  readonly searchBox: RefObject<HTMLInputElement | null>;
  /** Beside an open cell. */
  readonly isNarrow: boolean;
  /** What else stands at the right. */
  readonly children: ReactNode;
}

const STATUS_OPTIONS = STATUSES.map((value) => ({ value, label: CELL_LOOKS[value].word }));

/** Words, status and owner narrow the cells; beside it grid or list. */
export function Filters({ shown, total, owners, searchBox, isNarrow, children }: FiltersProps) {
  const search = useSearch({ from: '/cells' });
  const navigate = useNavigate({ from: '/cells' });
  const change = (to: Partial<CellsSearch>): void =>
    void navigate({ replace: true, search: (now) => ({ ...now, ...to }) });
  return (
    <ListFilters
      className={classes.filters}
      noun="cell"
      words={search.q}
      onWords={(q) => change({ q })}
      searchBox={searchBox}
      shown={shown}
      total={total}
      isNarrow={isNarrow}
      end={
        <>
          <SegmentedControl
            aria-label="Grid or list"
            value={search.view ?? 'grid'}
            onChange={(value) => change({ view: value === 'list' ? 'list' : undefined })}
            data={[
              { value: 'grid', label: 'Grid' },
              { value: 'list', label: 'List' },
            ]}
          />
          {children}
        </>
      }
    >
      <FilterChoice
        label="Status"
        any="Any status"
        options={STATUS_OPTIONS}
        value={search.status}
        onChange={(status) => change({ status })}
      />
      <FilterChoice
        label="Owner"
        any="Any owner"
        options={owners.map((value) => ({ value, label: value }))}
        value={search.owner}
        onChange={(owner) => change({ owner })}
      />
    </ListFilters>
  );
}
