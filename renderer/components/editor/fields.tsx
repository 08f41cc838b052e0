import { NumberInput, type NumberInputProps, TextInput, type TextInputProps } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { createContext, useContext, useState } from 'react';
import { correctionWords } from './correction-words.ts';
import classes from './editor.module.css';

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

/** A number. One outside of its bounds is put right when the field is left, and the field says so. */
export function NumberField({ path, onChange, ...rest }: NumberInputProps & Named) {
  const field = useField(path);
  const [corrected, setCorrected] = useState('');
  const change = onChange ?? field.onChange;
  return (
    <div className={classes.field}>
      <NumberInput
        thousandSeparator=","
        decimalScale={6}
        hideControls
        {...field}
        {...rest}
        onChange={(next) => {
          setCorrected('');
          change(next);
        }}
        onBlur={(event) => {
          setCorrected(correctionWords(field.value, rest));
          field.onBlur?.(event);
        }}
      />
      <p role="status" className={classes.corrected}>
        {corrected}
      </p>
    </div>
  );
}

/** A share, typed in percent. */
export const PercentField = (props: NumberInputProps & Named) => (
  <NumberField suffix=" %" decimalScale={4} {...props} />
);

export function TextField({ path, ...rest }: TextInputProps & Named) {
  const field = useField(path);
  return <TextInput autoComplete="off" {...field} {...rest} />;
}
