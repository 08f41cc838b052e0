import type { ReactNode } from 'react';
import classes from './section.module.css';

/** A part of a detail with its small heading. */
export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes.section}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
