import type { ExperimentSize } from '../../../../engine/contract/index.ts';
import { KeyValues } from '../../../components/key-values.tsx';
import classes from './editor.module.css';

/** A plan rests on no data, so its numbers have no proof: by which formula they were computed, and from what. EX116. */
export function SizeBasis({ basis }: { readonly basis: ExperimentSize['basis'] }) {
  return (
    <details className={classes.basis}>
      <summary>How this plan is computed</summary>
      <KeyValues
        pairs={[
          ['Method', basis.method],
          ['Formula', basis.formula],
          ...basis.inputs.map(({ name, value }): [string, string] => [name, value]),
          ...basis.assumptions.map((text): [string, string] => ['Taken for granted', text]),
          ['Source', basis.reference],
        ]}
      />
    </details>
  );
}
