import { useMemo } from 'react';
import type { TogetherTest } from '../../../../engine/contract/index.ts';
import { formatInterval, formatPValue, formatRelativeChange } from '../../../../engine/serializer/index.ts';
import { ChartFrame } from '../../../charts/frame/chart-frame.tsx';
import type { ChartTableContent } from '../../../charts/frame/chart-table.tsx';
import { ShrinkPlot, type ShrunkenPoint } from '../../../charts/shrink/shrink-plot.tsx';

interface LiftPlotProps {
  readonly tests: readonly TogetherTest[];
  readonly sentence: string;
  readonly selected: string | null;
  readonly onSelect: (testId: string) => void;
  readonly onProof: (testId: string, name: string) => void;
}

function pointOf(test: TogetherTest): readonly ShrunkenPoint[] {
  const { lift, shrunken, label, otherLabel } = test;
  if (lift === null || shrunken === null) return [];
  return [
    {
      key: test.testId,
      seen: lift,
      shrunken: shrunken.estimate,
      holds: test.state === 'holds',
      tip: {
        title: test.name,
        lines: [
          { name: `Lift of ${label} over ${otherLabel}`, text: formatRelativeChange(lift) },
          { name: 'Shrunken', text: formatRelativeChange(shrunken.estimate), strong: true },
          { name: '95 % interval', text: formatInterval(shrunken.interval, 'rate'), quiet: true },
          { name: 'Adjusted p', text: formatPValue(test.benjaminiHochberg) },
        ],
      },
    },
  ];
}

function tableOf(tests: readonly TogetherTest[]): ChartTableContent {
  return {
    columns: [
      { id: 'test', head: 'Test' },
      { id: 'lift', head: 'Lift', numeric: true, proven: true },
      { id: 'shrunken', head: 'Shrunken', numeric: true, proven: true },
      { id: 'interval', head: '95 % interval', numeric: true },
    ],
    rows: tests
      .filter(({ lift, shrunken }) => lift !== null && shrunken !== null)
      .map((test) => ({
        key: test.testId,
        cells: [
          test.name,
          formatRelativeChange(test.lift),
          formatRelativeChange(test.shrunken?.estimate),
          formatInterval(test.shrunken?.interval, 'rate'),
        ],
      })),
  };
}

/** What each winner seemed to gain against what is left of it after shrinkage over all tests. */
export function LiftPlot({ tests, sentence, selected, onSelect, onProof }: LiftPlotProps) {
  const points = useMemo(() => tests.flatMap(pointOf).toSorted((a, b) => a.seen - b.seen), [tests]);
  const table = useMemo(() => tableOf(tests), [tests]);
  return (
    <ChartFrame
      title="What luck added"
      sentence={sentence}
      table={table}
      height={300}
      exportName="creative-tests-shrunken-lifts"
      onProof={onProof}
    >
      {({ width, height }) => (
        <ShrinkPlot
          points={points}
          selected={selected}
          width={width}
          height={height}
          sentence={sentence}
          onOpen={onSelect}
        />
      )}
    </ChartFrame>
  );
}
