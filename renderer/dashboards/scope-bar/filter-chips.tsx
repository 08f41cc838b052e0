import type { DashboardCatalog, Filters } from '../../../engine/contract/index.ts';
import { DIMENSIONS, type ScopeSearch } from '../scope-search.ts';
import { DIMENSION_WORDS, nameOf } from './filter-values.ts';
import classes from './scope-bar.module.css';

interface FilterChipsProps {
  readonly filters: Filters;
  readonly catalog: DashboardCatalog | undefined;
  readonly change: (patch: Partial<ScopeSearch>) => void;
}

const MOST = 6;

/** What the page is narrowed to, each with a way to let go of it. */
export function FilterChips({ filters, catalog, change }: FilterChipsProps) {
  const set = DIMENSIONS.flatMap((dimension) => (filters[dimension] ?? []).map((id) => ({ dimension, id })));
  if (set.length === 0) return null;
  const without = ({ dimension, id }: (typeof set)[number]): void => {
    const rest = (filters[dimension] ?? []).filter((other) => other !== id);
    change({ [dimension]: rest.length === 0 ? undefined : rest });
  };
  return (
    <section className={classes.chips} aria-label="Filters that are set">
      {set.slice(0, MOST).map((filter) => {
        const text = `${DIMENSION_WORDS[filter.dimension]}: ${nameOf(catalog?.values, filter.dimension, filter.id)}`;
        return (
          <span key={`${filter.dimension} ${filter.id}`} className={classes.chip}>
            <span>{text}</span>
            <button
              type="button"
              className={classes.remove}
              aria-label={`Remove ${text}`}
              onClick={() => without(filter)}
            >
              ✕
            </button>
          </span>
        );
      })}
      {set.length > MOST && <span className="muted">and {set.length - MOST} more</span>}
      <button
        type="button"
        className={classes.link}
        onClick={() =>
          change({ channel: undefined, segment: undefined, campaign: undefined, geo: undefined, trail: undefined })
        }
      >
        Clear all
      </button>
    </section>
  );
}
