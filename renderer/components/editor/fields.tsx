import { NumberInput, type NumberInputProps, TextInput, type TextInputProps } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { createContext, useContext } from 'react';

export interface Named {
  /** Path of the value in the form, such as `rule.floor`. */
  readonly path: string;
}

export type InputsOf = (path: string) => ReturnType<UseFormReturnType<unknown>['getInputProps']>;

/** The value at a path, what is wrong with it, and how it is changed, of the form around. */
export const Inputs = createContext<InputsOf>((path) => {
  throw new Error(`The field ${path} is in no editor.`);
});

/** What makes an input the field at a path; `focusField` finds it. */
export function useField(path: string) {
  return { ...useContext(Inputs)(path), 'data-path': path };
}

export function NumberField({ path, ...rest }: NumberInputProps & Named) {
  const field = useField(path);
  return <NumberInput thousandSeparator="," decimalScale={6} hideControls {...field} {...rest} />;
}

/** A share, typed in percent. */
export const PercentField = (props: NumberInputProps & Named) => (
  <NumberField suffix=" %" decimalScale={4} {...props} />
);

export function TextField({ path, ...rest }: TextInputProps & Named) {
  const field = useField(path);
  return <TextInput autoComplete="off" {...field} {...rest} />;
}
