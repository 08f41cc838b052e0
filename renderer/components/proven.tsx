import { Tooltip } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';
import classes from './proven.module.css';

interface ProvenProps {
  /** `<measure>/<key>/…`, made by `proofRef`. */
  readonly proof: string;
  readonly children: ReactNode;
  /** -1 inside a grid, whose cells take the focus; `P` on the cell opens the proof. */
  readonly tabIndex?: number;
  /** Shown beside it on hover and focus: the exact value, what it means. */
  readonly tip?: ReactNode;
}

/** Names the proof of a measure: each part URI-encoded. */
export const proofRef = (measure: string, ...keys: readonly string[]): string =>
  [measure, ...keys.map(encodeURIComponent)].join('/');

/** A number with its proof: a click, or `P` when it has the focus, opens the proof drawer. */
export function Proven({ proof, children, tabIndex = 0, tip }: ProvenProps) {
  const router = useRouter();
  const open = (event: MouseEvent): void => {
    event.stopPropagation();
    void router.navigate({ to: '.', search: (search) => ({ ...search, proof }) });
  };
  const number = (
    <button type="button" className={classes.proven} data-proof-ref={proof} tabIndex={tabIndex} onClick={open}>
      {children}
    </button>
  );
  if (tip === undefined) return number;
  return (
    <Tooltip label={tip} multiline maw={340} events={{ hover: true, focus: true, touch: false }}>
      {number}
    </Tooltip>
  );
}
