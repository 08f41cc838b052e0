import { createColumnHelper } from '@tanstack/react-table';
import type { CreativeTestRow } from '../../../engine/contract/index.ts';
import { formatCount, formatDay, formatPoints, formatProbability } from '../../../engine/serializer/index.ts';
import { Proven, proofRef } from '../../components/proven.tsx';
import { VERDICT_ORDER, VerdictChip } from '../../components/verdict-chip.tsx';
import classes from './creative-tests.module.css';

const column = createColumnHelper<CreativeTestRow>();

/** The list's columns. Missing numbers are `undefined` for sorting, so that they come last either way. */
export const TEST_COLUMNS = [
  column.accessor('name', {
    header: 'Test',
    meta: { track: 'minmax(120px, 1fr)' },
    sortingFn: 'text',
    cell: ({ row, getValue }) => (
      <span className={classes.name} title={getValue()} data-test-id={row.id}>
        {getValue()}
      </span>
    ),
  }),
  column.accessor('firstDay', {
    header: 'Since',
    meta: { track: '106px', muted: true },
    sortDescFirst: true,
    cell: ({ getValue }) => formatDay(getValue()),
  }),
  column.accessor('variants', { header: 'Variants', meta: { track: '66px', numeric: true }, sortDescFirst: true }),
  column.accessor('impressions', {
    header: 'Impressions',
    meta: { track: '98px', numeric: true },
    sortDescFirst: true,
    cell: ({ row, getValue }) => (
      <Proven proof={proofRef('creative.test_impressions', row.original.testId)} tabIndex={-1}>
        {formatCount(getValue())}
      </Proven>
    ),
  }),
  column.accessor((test) => test.pBest ?? undefined, {
    id: 'pBest',
    header: 'Best P',
    meta: { track: '68px', numeric: true },
    sortDescFirst: true,
    sortUndefined: 'last',
    cell: ({ row: { original: test } }) =>
      test.bestVariantId === null ? (
        formatProbability(test.pBest)
      ) : (
        <Proven proof={proofRef('creative.p_best', test.testId, test.bestVariantId)} tabIndex={-1}>
          {formatProbability(test.pBest)}
        </Proven>
      ),
  }),
  column.accessor((test) => test.expectedLoss ?? undefined, {
    id: 'expectedLoss',
    header: 'Loss if wrong',
    meta: { track: '104px', numeric: true },
    sortUndefined: 'last',
    cell: ({ row: { original: test } }) =>
      test.bestVariantId === null ? (
        formatPoints(test.expectedLoss)
      ) : (
        <Proven proof={proofRef('creative.expected_loss', test.testId, test.bestVariantId)} tabIndex={-1}>
          {formatPoints(test.expectedLoss)}
        </Proven>
      ),
  }),
  column.accessor('verdict', {
    header: 'Verdict',
    meta: { track: '112px' },
    sortingFn: (a, b) => VERDICT_ORDER.indexOf(a.original.verdict) - VERDICT_ORDER.indexOf(b.original.verdict),
    cell: ({ getValue }) => <VerdictChip verdict={getValue()} />,
  }),
];

/** The columns that give way when the list is this wide, in pixels: the name needs some 180 of them. */
export const hiddenAt = (width: number): readonly string[] =>
  width === 0 || width >= 720 ? [] : width >= 600 ? ['variants'] : ['variants', 'firstDay'];
