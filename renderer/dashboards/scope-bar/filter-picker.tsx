import { Combobox, useCombobox } from '@mantine/core';
import { useRef, useState } from 'react';
import type { DashboardCatalog, Dimension } from '../../../engine/contract/index.ts';
import { chosenWords, DIMENSION_WORDS, type FilterValue, filterGroups } from './filter-values.ts';
import classes from './scope-bar.module.css';
import { Trigger } from './trigger.tsx';

/** A list longer than this is narrowed by typing. */
const MOST = 200;

interface FilterPickerProps {
  readonly dimension: Dimension;
  readonly catalog: DashboardCatalog | undefined;
  readonly chosen: readonly string[];
  /** `joins`: part of the same change as the one before. */
  readonly onChange: (chosen: readonly string[], joins: boolean) => void;
}

/** What the page is narrowed to in one dimension: any number of values, found by typing. */
export function FilterPicker({ dimension, catalog, chosen, onChange }: FilterPickerProps) {
  const [search, setSearch] = useState('');
  const changed = useRef(false);
  const combobox = useCombobox({
    onDropdownOpen: () => {
      changed.current = false;
      combobox.focusSearchInput();
    },
    onDropdownClose: () => {
      setSearch('');
      combobox.resetSelectedOption();
      combobox.focusTarget();
    },
  });
  const name = DIMENSION_WORDS[dimension];
  const toggle = (id: string): void => {
    const next = chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id];
    onChange(next, changed.current);
    changed.current = true;
  };
  const groups = catalog === undefined ? [] : filterGroups(catalog.values, dimension, search);
  const count = groups.reduce((sum, { values }) => sum + values.length, 0);
  const shown = groups.map((group) => ({ ...group, values: group.values.slice(0, MOST) }));
  const option = (value: FilterValue) => (
    <Combobox.Option key={value.id} value={value.id} aria-selected={chosen.includes(value.id)}>
      <span className={classes.option}>
        <span className={classes.tick} aria-hidden="true">
          {chosen.includes(value.id) ? '✓' : ''}
        </span>
        {value.name}
      </span>
    </Combobox.Option>
  );
  return (
    <Combobox store={combobox} onOptionSubmit={toggle} width={280} position="bottom-start" keepMounted={false}>
      <Combobox.Target targetType="button" withAriaAttributes={false}>
        <Trigger
          label={name}
          value={chosenWords(catalog?.values, dimension, chosen)}
          isSet={chosen.length > 0}
          data-scope={dimension}
          aria-haspopup="listbox"
          aria-expanded={combobox.dropdownOpened}
          onClick={() => combobox.toggleDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          aria-label={`Search ${name.toLowerCase()}`}
          placeholder={`Search ${name.toLowerCase()}`}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            combobox.updateSelectedOptionIndex();
          }}
        />
        <Combobox.Options mah={300} style={{ overflowY: 'auto' }} aria-label={name} aria-multiselectable tabIndex={0}>
          {shown.map((group) =>
            group.name === '' ? (
              group.values.map(option)
            ) : (
              <Combobox.Group key={group.name} label={group.name}>
                {group.values.map(option)}
              </Combobox.Group>
            ),
          )}
          {count === 0 && <Combobox.Empty>Nothing has these letters in its name</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
