import { DateInput, type DateInputProps } from '@mantine/dates';
import { type Named, useField } from '../../../components/editor/fields.tsx';

export function DayField({ path, ...rest }: DateInputProps & Named) {
  const field = useField(path);
  return (
    <DateInput
      size="xs"
      valueFormat="D MMM YYYY"
      firstDayOfWeek={1}
      weekendDays={[]}
      highlightToday={false}
      {...field}
      {...rest}
    />
  );
}
