import { Popover } from '@mantine/core';
import { useState } from 'react';
import type { Days, Scope } from '../../../engine/contract/index.ts';
import { formatDayRange } from '../../../engine/serializer/index.ts';
import { periodWords, presetWords } from '../period.ts';
import { DEFAULT_PERIOD, daysText, PRESETS, type ScopeSearch } from '../scope-search.ts';
import { Presets } from './presets.tsx';
import { RangeCalendar } from './range-calendar.tsx';
import classes from './scope-bar.module.css';
import { Trigger } from './trigger.tsx';

const CHOICES = PRESETS.map((preset) => ({ value: preset, label: presetWords(preset) }));

interface PeriodPickerProps {
  readonly period: Scope['period'];
  /** The days it means, once a tile has said so. */
  readonly resolved: Days | null;
  readonly within: Days | null;
  readonly change: (patch: Partial<ScopeSearch>) => void;
}

/** Which days the page is about: a preset that moves with the data, or days of the calendar. */
export function PeriodPicker({ period, resolved, within, change }: PeriodPickerProps) {
  const [opened, setOpened] = useState(false);
  const choose = (text: string): void => {
    change({ period: text === DEFAULT_PERIOD ? undefined : text });
    setOpened(false);
  };
  const chosen = typeof period === 'string' ? resolved : period;
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Trigger
          label=""
          says="Period:"
          value={periodWords(period)}
          isSet={period !== DEFAULT_PERIOD}
          data-scope="period"
          onClick={() => setOpened(!opened)}
        />
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label="Period">
        <div className={classes.panel}>
          <Presets
            label="Preset periods"
            presets={CHOICES}
            value={typeof period === 'string' ? period : null}
            onChoose={choose}
          />
          <div className={classes.calendar}>
            <RangeCalendar days={chosen} within={within} onChoose={(days) => choose(daysText(days))} />
            {within !== null && <p>The data have {formatDayRange(within.from, within.to)}</p>}
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
