import { FixedFromThenOn } from '../lifecycle/fixed-from-then-on.tsx';
import classes from './editor.module.css';
import { focusField } from './focus-field.ts';
import { placeOf } from './places.ts';
import { missingForStart, type Problems, type readDesign } from './problems.ts';
import { DesignSection } from './section.tsx';

/** What is not right yet, each leading to its field. */
export function ProblemList({ problems }: { readonly problems: Problems }) {
  return (
    <ul>
      {Object.entries(problems).map(([path, words]) => (
        <li key={path}>
          <button type="button" onClick={() => focusField(path)}>
            <b>{placeOf(path)}:</b> {words}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** What is fixed from the start on, or what keeps it from starting. */
export function Review({ read }: { readonly read: ReturnType<typeof readDesign> }) {
  return (
    <DesignSection
      id="review"
      line="From the start on the design is fixed: what is assigned, what is measured and how it is judged."
    >
      {read.ok ? (
        <>
          {missingForStart(read.design).map((missing) => (
            <p key={missing} className={classes.problem}>
              {missing}
            </p>
          ))}
          <FixedFromThenOn design={read.design} />
        </>
      ) : (
        <div className={classes.left}>
          <p className={classes.small}>This is not complete yet:</p>
          <ProblemList problems={read.problems} />
        </div>
      )}
    </DesignSection>
  );
}
