import { type ReactNode, useId } from 'react';
import { Card } from '../card.tsx';
import classes from './editor.module.css';
import { focusField } from './focus-field.ts';

interface AsideCardProps {
  readonly title: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** Something to be kept in sight beside the form. */
export function AsideCard({ title, className, children }: AsideCardProps) {
  const id = useId();
  return (
    <Card className={className} aria-labelledby={id}>
      <h2 id={id} className={classes.asideTitle}>
        {title}
      </h2>
      {children}
    </Card>
  );
}

interface ProblemListProps {
  /** What is wrong, by the path of its field. */
  readonly problems: Readonly<Record<string, string>>;
  /** What the field is called. */
  readonly placeOf: (path: string) => string;
  readonly onGo?: (path: string) => void;
  /** `calm`: what is still to be done, said before anybody tried to go on. */
  readonly tone?: 'calm' | 'wrong';
}

/** What is not right yet, each leading to its field. */
export function ProblemList({ problems, placeOf, onGo = focusField, tone = 'wrong' }: ProblemListProps) {
  return (
    <ul className={classes.problems} data-tone={tone}>
      {Object.entries(problems).map(([path, words]) => (
        <li key={path}>
          <button type="button" onClick={() => onGo(path)}>
            <b>{placeOf(path)}:</b> {words}
          </button>
        </li>
      ))}
    </ul>
  );
}
