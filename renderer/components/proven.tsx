import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';
import classes from './proven.module.css';

interface ProvenProps {
  /** `<measure>/<key>/…`, made by `proofRef`. */
  readonly proof: string;
  readonly children: ReactNode;
  /** -1 inside a grid, whose cells take the focus; `P` on the cell opens the proof. */
  readonly tabIndex?: number;
}

/** Names the proof of a measure: each part URI-encoded. */
export const proofRef = (measure: string, ...keys: readonly string[]): string =>
  [measure, ...keys.map(encodeURIComponent)].join('/');

/** A number with its proof: a click, or `P` when it has the focus, opens the proof drawer. */
export function Proven({ proof, children, tabIndex = 0 }: ProvenProps) {
  const router = useRouter();
  const open = (event: MouseEvent): void => {
    event.stopPropagation();
    void router.navigate({ to: '.', search: (search) => ({ ...search, proof }) });
  };
  return (
    <button type="button" className={classes.proven} data-proof-ref={proof} tabIndex={tabIndex} onClick={open}>
      {children}
    </button>
  );
}
