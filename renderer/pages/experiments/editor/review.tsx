import { ProblemList } from '../../../components/editor/aside-card.tsx';
import { FixedFromThenOn } from '../lifecycle/fixed-from-then-on.tsx';
import classes from './editor.module.css';
import { focusField } from './focus-field.ts';
import { placeOf } from './places.ts';
import { missingForStart, type readDesign } from './problems.ts';
import { DesignSection } from './section.tsx';
import type { DesignValues } from './values.ts';

interface ReviewProps {
  readonly values: DesignValues;
  readonly read: ReturnType<typeof readDesign>;
  /** Whether somebody tried to go on: until then nothing is wrong, some is still to be filled in. */
  readonly tried: boolean;
}

/** What is fixed from the start on, or what keeps it from starting. */
export function Review({ values, read, tried }: ReviewProps) {
  const missing = missingForStart(values).map((words) => (
    <p key={words} className={tried ? classes.problem : classes.small}>
      {words}
    </p>
  ));
  return (
    <DesignSection
      id="review"
      line="From the start on the design is fixed: what is assigned, what is measured and how it is judged."
    >
      {read.ok ? (
        <>
          {missing}
          <FixedFromThenOn design={read.design} />
        </>
      ) : (
        <div className={classes.stillToDo}>
          <p className={classes.small}>{tried ? 'This is not complete yet:' : 'Still to fill in:'}</p>
          <ProblemList problems={read.problems} placeOf={placeOf} onGo={focusField} tone={tried ? 'wrong' : 'calm'} />
          {missing}
        </div>
      )}
    </DesignSection>
  );
}
