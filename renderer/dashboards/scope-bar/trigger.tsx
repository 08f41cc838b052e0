import type { ComponentPropsWithRef, ReactNode } from 'react';
import classes from './scope-bar.module.css';

interface TriggerProps extends Omit<ComponentPropsWithRef<'button'>, 'value'> {
  readonly label: string;
  /** Read aloud before what is seen, where the button does not say what it is. */
  readonly says?: string;
  readonly value: ReactNode;
  /** Something other than the default is chosen. */
  readonly isSet?: boolean;
}

/** A button of the scope bar: what is chosen, and that it can be chosen anew. */
export function Trigger({ label, says, value, isSet = false, ...rest }: TriggerProps) {
  return (
    <button type="button" {...rest} className={classes.trigger} data-set={isSet}>
      {says !== undefined && <i className="visually-hidden">{says} </i>}
      {label !== '' && <span>{label}</span>}
      {value !== '' && <b>{value}</b>}
      <svg className={classes.caret} width="9" height="9" viewBox="0 0 9 9" aria-hidden="true">
        <path d="M1.5 3l3 3 3-3" fill="none" stroke="currentColor" strokeWidth="1.4" />
      </svg>
    </button>
  );
}
