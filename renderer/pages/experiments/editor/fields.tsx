import { NumberInput, type NumberInputProps, TextInput, type TextInputProps } from '@mantine/core';
import { useDesignForm } from './form-context.ts';

interface Named {
  /** Path of the value in the form, such as `variations.1.key`. */
  readonly path: string;
}

/** A number of the design. */
export function NumberField({ path, ...rest }: NumberInputProps & Named) {
  const form = useDesignForm();
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

/** A share of the design, typed in percent. */
export const PercentField = (props: NumberInputProps & Named) => (
  <NumberField suffix=" %" decimalScale={4} {...props} />
);

/** A text of the design. */
export function TextField({ path, ...rest }: TextInputProps & Named) {
  const form = useDesignForm();
  return <TextInput autoComplete="off" {...form.getInputProps(path)} {...rest} data-path={path} />;
}
