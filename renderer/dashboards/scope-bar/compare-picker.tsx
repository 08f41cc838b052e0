import { Popover } from '@mantine/core';
import type { Days, Scope } from '../../../engine/contract/index.ts';
import { formatDayRange } from '../../../engine/serializer/index.ts';
import { compareWords } from '../period.ts';
import { DEFAULT_COMPARE, daysText, type ScopeSearch } from '../scope-search.ts';
import { Presets } from './presets.tsx';
import { RangeCalendar } from './range-calendar.tsx';
import classes from './scope-bar.module.css';
import { Trigger } from './trigger.tsx';

const CHOICES = [
  { value: 'previous', label: compareWords('previous'), says: 'As many days just before' },
  { value: 'year', label: compareWords('year'), says: 'The same weekdays, 364 days before' },
  { value: 'none', label: compareWords('none'), says: 'No changes are shown' },
];

interface ComparePickerProps {
  readonly compare: Scope['compare'];
  readonly resolved: Days | null;
  readonly within: Days | null;
  readonly opened: boolean;
  readonly onOpen: (opened: boolean) => void;
  readonly change: (patch: Partial<ScopeSearch>) => void;
}

/** Which days the page's numbers are held against. */
export function ComparePicker({ compare, resolved, within, opened, onOpen, change }: ComparePickerProps) {
  const choose = (text: string): void => {
    change({ compare: text === DEFAULT_COMPARE ? undefined : text });
    onOpen(false);
  };
  return (
    <Popover opened={opened} onChange={onOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Trigger
          label={compare === 'none' ? '' : 'vs'}
          says="Compared with:"
          value={compareWords(compare).toLowerCase()}
          isSet={compare !== DEFAULT_COMPARE}
          aria-keyshortcuts="C"
          data-scope="compare"
          onClick={() => onOpen(!opened)}
        />
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label="Comparison">
        <div className={classes.panel}>
          <Presets
            label="Comparison"
            presets={CHOICES}
            value={typeof compare === 'string' ? compare : null}
            onChoose={choose}
          />
          <div className={classes.calendar}>
            <RangeCalendar
              days={typeof compare === 'string' ? resolved : compare}
              within={within}
              onChoose={(days) => choose(daysText(days))}
            />
            {resolved !== null && <p>Now {formatDayRange(resolved.from, resolved.to)}</p>}
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
