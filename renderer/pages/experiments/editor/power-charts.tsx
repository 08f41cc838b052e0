import type { ExperimentSize } from '../../../../engine/contract/index.ts';
import { formatCount, formatDays, formatRate } from '../../../../engine/serializer/index.ts';
import { ChartFrame } from '../../../charts/frame/chart-frame.tsx';
import { LineChart } from '../../../charts/line/line-chart.tsx';
import { FieldRow } from '../../../components/editor/editor-part.tsx';
import { shareText } from '../detail/design-words.ts';

const HEIGHT = 190;

/** The answer has days one by one for a fortnight and weeks after that; a line needs one or the other. */
function evenly(curve: ExperimentSize['curve']): ExperimentSize['curve'] {
  const weeks = curve.filter(({ days }) => days % 7 === 0);
  return weeks.length >= 4 ? weeks : curve.filter(({ days }) => days <= 14);
}

/** What can be found by how long it runs, and how surely by how large the effect is. */
export function PowerCharts({ size }: { readonly size: ExperimentSize }) {
  const curve = evenly(size.curve);
  const shortest = curve[0];
  const longest = curve.at(-1);
  const byDays =
    shortest === undefined || longest === undefined
      ? 'There is no plan to draw.'
      : `After ${formatDays(shortest.days)} an effect of ${formatRate(shortest.effect)} is found; after ${formatDays(longest.days)} one of ${formatRate(longest.effect)}.`;
  const half = size.powerByEffect.find(({ power }) => power >= 0.5);
  const byEffect =
    half === undefined
      ? 'None of these effects is found in one of two experiments at the planned length.'
      : `At the planned length an effect of ${formatRate(half.effect)} is found with a chance of ${formatRate(half.power)}.`;
  return (
    <FieldRow columns={2}>
      <ChartFrame
        title="Effect by days"
        sentence={byDays}
        level={3}
        height={HEIGHT}
        exportName="detectable-effect"
        table={{
          columns: [
            { id: 'days', head: 'Days', numeric: true },
            { id: 'effect', head: 'Smallest effect', numeric: true },
          ],
          rows: curve.map(({ days, effect }) => ({
            key: String(days),
            cells: [formatCount(days), formatRate(effect)],
          })),
        }}
      >
        {(box) => (
          <LineChart
            {...box}
            axis="number"
            axisName="day"
            format={{ kind: 'rate' }}
            zero
            sentence={byDays}
            series={[
              {
                id: 'effect',
                name: 'smallest effect',
                measure: 'effect',
                colour: 1,
                points: curve.map(({ days, effect }) => ({ key: String(days), x: days, value: effect })),
              },
            ]}
          />
        )}
      </ChartFrame>
      <ChartFrame
        title="Power by effect, %"
        sentence={byEffect}
        level={3}
        height={HEIGHT}
        exportName="power-by-effect"
        table={{
          columns: [
            { id: 'effect', head: 'Effect', numeric: true },
            { id: 'power', head: 'Power', numeric: true },
          ],
          rows: size.powerByEffect.map(({ effect, power }) => ({
            key: String(effect),
            cells: [shareText(effect), formatRate(power)],
          })),
        }}
      >
        {(box) => (
          <LineChart
            {...box}
            axis="number"
            axisName="effect, %"
            format={{ kind: 'rate' }}
            zero
            sentence={byEffect}
            series={[
              {
                id: 'power',
                name: 'power',
                measure: 'power',
                colour: 1,
                points: size.powerByEffect.map(({ effect, power }) => ({
                  key: String(effect),
                  x: Number((effect * 100).toPrecision(6)),
                  value: power,
                })),
              },
            ]}
          />
        )}
      </ChartFrame>
    </FieldRow>
  );
}
