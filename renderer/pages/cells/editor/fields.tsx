import { NumberInput, type NumberInputProps, TextInput, type TextInputProps } from '@mantine/core';
import { DateInput, type DateInputProps } from '@mantine/dates';
import { useCellForm } from './form-context.ts';

interface Named {
  /** Path of the value in the form, such as `rule.floor`. */
  readonly path: string;
}

export function NumberField({ path, ...rest }: NumberInputProps & Named) {
  const form = useCellForm();
  return (
    <NumberInput
      thousandSeparator=","
      decimalScale={6}
      hideControls
      {...form.getInputProps(path)}
      {...rest}
      data-path={path}
    />
  );
}

/** A share, typed in percent. */
export const PercentField = (props: NumberInputProps & Named) => (
  <NumberField suffix=" %" decimalScale={4} {...props} />
);

export function TextField({ path, ...rest }: TextInputProps & Named) {
  const form = useCellForm();
  return <TextInput autoComplete="off" {...form.getInputProps(path)} {...rest} data-path={path} />;
}

export function DayField({ path, ...rest }: DateInputProps & Named) {
  const form = useCellForm();
  return (
    <DateInput
      size="xs"
      valueFormat="D MMM YYYY"
      firstDayOfWeek={1}
      weekendDays={[]}
      highlightToday={false}
      {...form.getInputProps(path)}
      {...rest}
      data-path={path}
    />
  );
}
