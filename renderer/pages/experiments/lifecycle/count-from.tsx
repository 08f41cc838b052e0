import { DateInput } from '@mantine/dates';
import { type Day, isDay } from '../../../../engine/core/index.ts';
import { formatDay } from '../../../../engine/serializer/index.ts';

/** From when to when an experiment was seen in the data; null: it was not, or nobody can tell the last day. */
export interface SeenInData {
  readonly firstDay: Day | null;
  readonly lastDay: Day | null;
}

interface CountFromProps {
  readonly seen: SeenInData;
  readonly since: Day | null;
  readonly onChange: (since: Day | null) => void;
}

/** For an experiment that is in the data already: from which day its exposures count. Nothing where it is not. EX111. */
export function CountFrom({ seen: { firstDay, lastDay }, since, onChange }: CountFromProps) {
  if (firstDay === null) return null;
  return (
    <>
      <p>
        Units were exposed to it since {formatDay(firstDay)}. They count from now on, or from an earlier day; who has
        seen results of those days should count from now.
      </p>
      <DateInput
        label="Count from…"
        placeholder="Now"
        description="Empty: from now on. A day (UTC): what is in the data from then on counts too."
        clearable
        clearButtonProps={{ 'aria-label': 'Count from now' }}
        value={since}
        onChange={(day) => onChange(day !== null && isDay(day) ? day : null)}
        valueFormat="D MMM YYYY"
        firstDayOfWeek={1}
        weekendDays={[]}
        highlightToday={false}
        minDate={firstDay}
        {...(lastDay === null ? {} : { maxDate: lastDay })}
        defaultDate={firstDay}
      />
    </>
  );
}
