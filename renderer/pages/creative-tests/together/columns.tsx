import { createColumnHelper } from '@tanstack/react-table';
import type { TogetherTest } from '../../../../engine/contract/index.ts';
import { formatPoints, formatPValue, formatRelativeChange } from '../../../../engine/serializer/index.ts';
import { Proven, proofRef } from '../../../components/proven.tsx';
import classes from '../creative-tests.module.css';
import { STATE_ORDER, StateChip } from './state-chip.tsx';

const column = createColumnHelper<TogetherTest>();

/** A number of one test among all, with its proof; a dash where the test is left out. */
function OfTest({ test, name, text }: { readonly test: TogetherTest; readonly name: string; readonly text: string }) {
  if (test.p === null) return text;
  return (
    <Proven proof={proofRef('creative.archive_test', test.testId, name)} tabIndex={-1}>
      {text}
    </Proven>
  );
}

/** The list's columns. Missing numbers are `undefined` for sorting, so that they come last either way. */
export const TOGETHER_COLUMNS = [
  column.accessor('name', {
    header: 'Test',
    meta: { track: 'minmax(110px, 1fr)' },
    sortingFn: 'text',
    cell: ({ row, getValue }) => (
      <span className={classes.name} title={getValue()} data-test-id={row.id}>
        {getValue()}
      </span>
    ),
  }),
  column.accessor((test) => test.effect?.estimate, {
    id: 'effect',
    header: 'Effect',
    meta: { track: '84px', numeric: true },
    sortDescFirst: true,
    sortUndefined: 'last',
    cell: ({ row: { original: test } }) => (
      <OfTest test={test} name="effect" text={formatPoints(test.effect?.estimate, { signed: true })} />
    ),
  }),
  column.accessor((test) => test.lift ?? undefined, {
    id: 'lift',
    header: 'Lift',
    meta: { track: '86px', numeric: true },
    sortDescFirst: true,
    sortUndefined: 'last',
    cell: ({ row: { original: test } }) => <OfTest test={test} name="lift" text={formatRelativeChange(test.lift)} />,
  }),
  column.accessor((test) => test.shrunken?.estimate, {
    id: 'shrunken',
    header: 'Shrunken',
    meta: { track: '96px', numeric: true },
    sortDescFirst: true,
    sortUndefined: 'last',
    cell: ({ row: { original: test } }) => (
      <OfTest test={test} name="shrunken" text={formatRelativeChange(test.shrunken?.estimate)} />
    ),
  }),
  column.accessor((test) => test.benjaminiHochberg ?? undefined, {
    id: 'p',
    header: 'Adjusted p',
    meta: { track: '86px', numeric: true },
    sortUndefined: 'last',
    cell: ({ row: { original: test } }) => (
      <OfTest test={test} name="benjamini_hochberg" text={formatPValue(test.benjaminiHochberg)} />
    ),
  }),
  column.accessor('state', {
    header: 'Read',
    meta: { track: '116px' },
    sortingFn: (a, b) => STATE_ORDER.indexOf(a.original.state) - STATE_ORDER.indexOf(b.original.state),
    cell: ({ getValue }) => <StateChip state={getValue()} />,
  }),
];
