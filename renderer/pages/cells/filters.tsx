import { CloseButton, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode, RefObject } from 'react';
import { formatCounted } from '../../../engine/serializer/index.ts';
import { CELL_LOOKS } from '../../components/cell-looks.tsx';
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

const STATUS_CHOICES = [
  { value: 'all', label: 'Any status' },
  ...STATUSES.map((value) => ({ value, label: CELL_LOOKS[value].word })),
];

/** Words, status and owner narrow the cells; beside it grid or list. */
export function Filters({ shown, total, owners, searchBox, isNarrow, children }: FiltersProps) {
  const search = useSearch({ from: '/cells' });
  const navigate = useNavigate({ from: '/cells' });
  const change = (to: Partial<CellsSearch>): void =>
    void navigate({ replace: true, search: (now) => ({ ...now, ...to }) });
  return (
    <div className={classes.filters} data-narrow={isNarrow}>
      <TextInput
        ref={searchBox}
        className={classes.searchBox}
        placeholder="Search cells"
        aria-label="Search cells"
        value={search.q ?? ''}
        onChange={(event) => change({ q: event.currentTarget.value || undefined })}
        rightSection={
          search.q === undefined ? null : (
            <CloseButton size="sm" aria-label="Clear the search" onClick={() => change({ q: undefined })} />
          )
        }
      />
      <Select
        className={classes.choiceBox}
        aria-label="Status"
        data={STATUS_CHOICES}
        value={search.status ?? 'all'}
        allowDeselect={false}
        onChange={(value) => change({ status: STATUSES.find((known) => known === value) })}
      />
      <Select
        className={classes.choiceBox}
        aria-label="Owner"
        data={[{ value: '', label: 'Any owner' }, ...owners.map((owner) => ({ value: owner, label: owner }))]}
        value={search.owner ?? ''}
        allowDeselect={false}
        onChange={(value) => change({ owner: value || undefined })}
      />
      <span className={classes.shown} role="status">
        {shown === total ? formatCounted(total, 'cell') : `${shown} of ${formatCounted(total, 'cell')}`}
      </span>
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
    </div>
  );
}
