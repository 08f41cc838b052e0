import { ProblemList } from '../../../components/editor/aside-card.tsx';
import { FixedFromThenOn } from '../lifecycle/fixed-from-then-on.tsx';
import classes from './editor.module.css';
import { focusField } from './focus-field.ts';
import { placeOf } from './places.ts';
import { missingForStart, type readDesign } from './problems.ts';
import { DesignSection } from './section.tsx';

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
        <div>
          <p className={classes.small}>This is not complete yet:</p>
          <ProblemList problems={read.problems} placeOf={placeOf} onGo={focusField} />
        </div>
      )}
    </DesignSection>
  );
}
