import type { ReactNode } from 'react';
import classes from './editor.module.css';
import { Inputs, type InputsOf } from './fields.tsx';

interface EditorFrameProps {
  readonly label: string;
  /** `getInputProps` of the form. */
  readonly inputs: InputsOf;
  readonly onSubmit: () => void;
  /** Where there are many parts: a way to each, at the left. */
  readonly contents?: ReactNode;
  readonly children: ReactNode;
  readonly asideLabel: string;
  /** What is missing, and what comes of what is typed. */
  readonly aside: ReactNode;
}

/** A long form whose parts scroll, and beside it what is to be kept in sight. */
export function EditorFrame({ label, inputs, onSubmit, contents, children, asideLabel, aside }: EditorFrameProps) {
  return (
    <form
      className={classes.layout}
      data-contents={contents !== undefined}
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {contents}
      <div className={classes.form}>
        <Inputs value={inputs}>{children}</Inputs>
      </div>
      <aside className={classes.aside} aria-label={asideLabel}>
        {aside}
      </aside>
    </form>
  );
}
