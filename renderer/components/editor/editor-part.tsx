import { type ComponentProps, type ReactNode, useId } from 'react';
import { Card } from '../card.tsx';
import classes from './editor.module.css';

interface EditorPartProps {
  /** Where the focus can be put by this id. */
  readonly id?: string;
  readonly title: string;
  /** One line: what this part decides. */
  readonly line: string;
  readonly children: ReactNode;
}

/** One part of what is written, on its card. */
export function EditorPart({ id, title, line, children }: EditorPartProps) {
  const titleId = useId();
  return (
    <Card className={classes.part} aria-labelledby={titleId} {...(id === undefined ? {} : { id, tabIndex: -1 })}>
      <header>
        <h2 id={titleId}>{title}</h2>
        <p>{line}</p>
      </header>
      {children}
    </Card>
  );
}

interface FieldRowProps extends ComponentProps<'div'> {
  readonly columns: 2 | 3 | 4;
}

/** Fields side by side. */
export function FieldRow({ columns, ...rest }: FieldRowProps) {
  return <div {...rest} className={classes.row} data-columns={columns} />;
}
