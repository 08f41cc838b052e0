import type { ReactNode } from 'react';
import classes from './key-values.module.css';

/** Names and values in two columns. A name that repeats is written once. */
export function KeyValues({ pairs }: { readonly pairs: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={classes.pairs}>
      {pairs.map(([name, value], index) => (
        // Pairs have no identity of their own, and their order is fixed.
        // biome-ignore lint/suspicious/noArrayIndexKey: static list
        <div key={index} className={classes.pair}>
          <dt>{pairs[index - 1]?.[0] === name ? <span className="visually-hidden">{name}</span> : name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
