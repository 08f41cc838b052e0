import { Combobox, useCombobox } from '@mantine/core';
import { useState } from 'react';
import { hasWords } from '../../components/search-words.ts';
import type { PageOption } from '../options.ts';
import classes from './scope-bar.module.css';
import { Trigger } from './trigger.tsx';

interface ChoicePickerProps {
  readonly option: PageOption;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** From this many choices on they are found by typing. */
const SEARCH_FROM = 8;

/** One of a few things, each with what it means. */
export function ChoicePicker({ option, value, onChange }: ChoicePickerProps) {
  const { id, label, fallback, choices } = option;
  const [search, setSearch] = useState('');
  const isSearched = choices.length >= SEARCH_FROM;
  const combobox = useCombobox({
    onDropdownOpen: () => {
      if (isSearched) combobox.focusSearchInput();
      combobox.selectActiveOption();
    },
    onDropdownClose: () => {
      setSearch('');
      combobox.resetSelectedOption();
    },
  });
  const chosen = value ?? fallback;
  const shown = choices.filter(({ label: name, says = '' }) => hasWords(`${name} ${says}`, search));
  return (
    <Combobox
      store={combobox}
      width={isSearched ? 320 : 200}
      position="bottom-start"
      keepMounted={false}
      onOptionSubmit={(next) => {
        onChange(next === fallback ? undefined : next);
        combobox.closeDropdown();
        combobox.focusTarget();
      }}
    >
      <Combobox.Target targetType="button">
        <Trigger
          label={label}
          value={choices.find((choice) => choice.value === chosen)?.label ?? chosen}
          isSet={value !== undefined && value !== fallback}
          data-scope={id}
          onClick={() => combobox.toggleDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        {isSearched && (
          <Combobox.Search
            value={search}
            aria-label={`Search ${label.toLowerCase()}`}
            placeholder={`Search ${label.toLowerCase()}`}
            onChange={(event) => {
              setSearch(event.currentTarget.value);
              combobox.updateSelectedOptionIndex();
            }}
          />
        )}
        <Combobox.Options mah={340} style={{ overflowY: 'auto' }} aria-label={label} tabIndex={0}>
          {shown.map((choice) => (
            <Combobox.Option
              key={choice.value}
              value={choice.value}
              active={choice.value === chosen}
              aria-selected={choice.value === chosen}
            >
              <span className={classes.option}>
                <span className={classes.tick} aria-hidden="true">
                  {choice.value === chosen ? '✓' : ''}
                </span>
                <span>
                  {choice.label}
                  {choice.says !== undefined && <small>{choice.says}</small>}
                </span>
              </span>
            </Combobox.Option>
          ))}
          {shown.length === 0 && <Combobox.Empty>Nothing has these letters in its name</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
