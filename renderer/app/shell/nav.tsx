import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formatCount } from '../../../engine/serializer/index.ts';
import { GROUPS, PAGES } from '../pages.ts';
import { workspaceStatus } from '../queries.ts';
import classes from './shell.module.css';

/** The pages in plain text, with a count where something waits. */
export function Nav() {
  const status = useQuery(workspaceStatus);
  return (
    <nav className={classes.nav} aria-label="Pages">
      {GROUPS.filter((group) => PAGES.some((page) => page.group === group)).map((group) => (
        <section key={group} aria-labelledby={`nav-${group}`}>
          <h2 id={`nav-${group}`}>{group}</h2>
          <ul>
            {PAGES.filter((page) => page.group === group).map((page) => {
              const waiting = page.count === null ? 0 : (status.data?.counts[page.count] ?? 0);
              return (
                <li key={page.path}>
                  <Link to={page.path} className={classes.navLink}>
                    {page.title}
                    {waiting > 0 && <b className={classes.count}>{formatCount(waiting)}</b>}
                  </Link>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </nav>
  );
}
