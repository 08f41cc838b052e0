import '@mantine/dates/styles.css';
import { DatePicker } from '@mantine/dates';
import { useState } from 'react';
import type { Days } from '../../../engine/contract/index.ts';
import { isDay } from '../calendar.ts';

interface RangeCalendarProps {
  readonly days: Days | null;
  /** First and last day of the data; others can't be chosen. */
  readonly within: Days | null;
  readonly onChoose: (days: Days) => void;
}

type Range = [string | null, string | null];

/** Two months to choose a first and a last day from. */
export function RangeCalendar({ days, within, onChoose }: RangeCalendarProps) {
  const [range, setRange] = useState<Range>([days?.from ?? null, days?.to ?? null]);
  const choose = (next: Range): void => {
    setRange(next);
    const [from, to] = next;
    if (from !== null && to !== null && isDay(from) && isDay(to)) onChoose({ from, to });
  };
  const shown = days?.from ?? within?.to;
  return (
    <DatePicker
      type="range"
      size="xs"
      numberOfColumns={2}
      columnsToScroll={1}
      firstDayOfWeek={1}
      weekendDays={[]}
      highlightToday={false}
      allowSingleDateInRange
      value={range}
      onChange={choose}
      {...(within === null ? {} : { minDate: within.from, maxDate: within.to })}
      {...(shown === undefined ? {} : { defaultDate: shown })}
      ariaLabels={{
        nextMonth: 'Next month',
        previousMonth: 'Previous month',
      }}
    />
  );
}
