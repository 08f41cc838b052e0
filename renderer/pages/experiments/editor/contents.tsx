import classes from './editor.module.css';
import type { Problems } from './problems.ts';
import { SECTIONS, sectionDomId } from './section.tsx';

/** The parts of the design, each with how much in it is not right yet. */
export function Contents({ problems }: { readonly problems: Problems }) {
  const paths = Object.keys(problems);
  const go = (dom: string): void => {
    const section = document.getElementById(dom);
    section?.scrollIntoView({ block: 'start' });
    section?.focus({ preventScroll: true });
  };
  return (
    <nav className={classes.contents} aria-label="Parts of the design">
      <ol>
        {SECTIONS.map(({ id, title, fields }) => {
          const count = paths.filter((path) => fields.test(path)).length;
          return (
            <li key={id}>
              <button type="button" onClick={() => go(sectionDomId(id))}>
                {title}
                {count > 0 && (
                  <b>
                    {`! ${count}`}
                    <span className="visually-hidden"> to correct</span>
                  </b>
                )}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
