import { CloseButton, Select, TextInput } from '@mantine/core';
import { type ReactNode, type RefObject, useState } from 'react';
import { formatCount, formatCounted } from '../../engine/serializer/index.ts';
import classes from './list-filters.module.css';

interface ListFiltersProps {
  /** What one line of the list is: "cell". */
  readonly noun: string;
  /** The words searched for. */
  readonly words: string | undefined;
  readonly onWords: (words: string | undefined) => void;
  readonly searchBox: RefObject<HTMLInputElement | null>;
  readonly shown: number;
  readonly total: number;
  /** Beside an open one. */
  readonly isNarrow?: boolean;
  /** A class that sets the widths of its parts, where they are not the usual ones. */
  readonly className?: string | undefined;
  /** Each a `FilterChoice`. */
  readonly children: ReactNode;
  /** What else stands at the right. */
  readonly end?: ReactNode;
}

/** Narrows a list by words and choices, and says how much of it is left. */
export function ListFilters(props: ListFiltersProps) {
  const { noun, words, onWords, searchBox, shown, total, isNarrow = false, className, children, end } = props;
  const all = formatCounted(total, noun);
  // While it is typed in, the box goes before the address: what comes back later would put the caret at the end.
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <div className={[classes.filters, className].filter(Boolean).join(' ')} data-narrow={isNarrow}>
      <TextInput
        ref={searchBox}
        className={classes.search}
        placeholder={`Search ${noun}s`}
        aria-label={`Search ${noun}s`}
        value={typed ?? words ?? ''}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          onWords(event.currentTarget.value || undefined);
        }}
        onBlur={() => setTyped(null)}
        rightSection={
          words === undefined ? null : (
            <CloseButton
              size="sm"
              aria-label="Clear the search"
              onClick={() => {
                setTyped(null);
                onWords(undefined);
              }}
            />
          )
        }
      />
      {children}
      <span className={classes.shown} role="status">
        {shown === total ? all : `${formatCount(shown)} of ${all}`}
      </span>
      {end}
    </div>
  );
}

interface FilterChoiceProps<T extends string> {
  readonly label: string;
  /** When nothing is chosen: "Any status". */
  readonly any: string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly value: T | undefined;
  readonly onChange: (value: T | undefined) => void;
}

/** One of some, or any. */
export function FilterChoice<T extends string>({ label, any, options, value, onChange }: FilterChoiceProps<T>) {
  return (
    <Select
      className={classes.choice}
      aria-label={label}
      data={[{ value: '', label: any }, ...options]}
      value={value ?? ''}
      allowDeselect={false}
      onChange={(chosen) => onChange(options.find((option) => option.value === chosen)?.value)}
    />
  );
}
