import { useQuery } from '@tanstack/react-query';
import type { Dimension } from '../../../engine/contract/index.ts';
import classes from '../../dashboards/dashboard.module.css';
import { backTo, crumbsOf } from '../../dashboards/drill.ts';
import { DIMENSION_WORDS, nameOf } from '../../dashboards/scope-bar/filter-values.ts';
import { catalogQuery } from '../../dashboards/tile-query.ts';
import { usePageScope } from '../../dashboards/use-page-scope.ts';

/** What was drilled into, and the way back to each step. */
export function Trail({ by }: { readonly by: Dimension }) {
  const { search, change } = usePageScope();
  const { data: catalog } = useQuery(catalogQuery);
  const crumbs = crumbsOf(search);
  if (crumbs.length === 0) return null;
  const words = (dimension: Dimension, value: string): string => nameOf(catalog?.values, dimension, value);
  return (
    <ul className={classes.trail} aria-label="Drilled into">
      {crumbs.map(({ dimension, value }, index) => {
        const before = crumbs[index - 1];
        return (
          <li key={dimension}>
            <button type="button" className={classes.crumb} onClick={() => change(backTo(search, index))}>
              {before === undefined ? 'All' : words(before.dimension, before.value)}, by{' '}
              {DIMENSION_WORDS[dimension].toLowerCase()}
            </button>
            <span aria-hidden="true">›</span>
            {index === crumbs.length - 1 && (
              <b aria-current="true">
                {words(dimension, value)}, by {DIMENSION_WORDS[by].toLowerCase()}
              </b>
            )}
          </li>
        );
      })}
    </ul>
  );
}
