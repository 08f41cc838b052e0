import { useMemo } from 'react';
import type { ExperimentRead } from '../../../../engine/contract/index.ts';
import {
  cleanText,
  formatCount,
  formatDay,
  formatPValue,
  formatRate,
  MISSING,
} from '../../../../engine/serializer/index.ts';
import { AlarmLine } from '../../../charts/alarm-line/alarm-line.tsx';
import { dayNumber } from '../../../charts/axis/day.ts';
import { ChartFrame } from '../../../charts/frame/chart-frame.tsx';
import { LineChart } from '../../../charts/line/line-chart.tsx';
import { DataTable } from '../../../components/data-table.tsx';
import { Part } from '../../../components/part.tsx';
import { Proven, proofRef } from '../../../components/proven.tsx';
import { useOpenProof } from '../../../components/use-open-proof.ts';
import { exposureDays, exposureSeries, SAMPLE_RATIO_ALARM, splitSentence, unitsSentence } from './exposure.ts';
import { partialAfter } from './partial.ts';
import classes from './result.module.css';
import { variationName } from './scorecard-rows.ts';

/** Who was exposed, whether the split is as planned, and since when it is not. */
export function ExposurePart({ read }: { readonly read: ExperimentRead }) {
  const openProof = useOpenProof();
  const { key, variations } = read.experiment.design;
  // The p-value of the split is one for all variations; its proof is asked for by the control.
  const control = variations[0]?.key ?? '';
  const series = useMemo(() => exposureSeries(read), [read]);
  const days = useMemo(() => exposureDays(read), [read]);
  const through = partialAfter(read);
  const partial = days.filter(({ day }) => through !== null && day > through).map(({ day }) => dayNumber(day));
  if (days.length === 0) return null;
  const proof = (day: string, variation: string, name: string): string =>
    proofRef('experiment.exposure', key, day, variation, name);
  const points = days.flatMap(({ day, pValue }) => (pValue === null ? [] : [{ key: day, x: dayNumber(day), pValue }]));
  const said = unitsSentence(read);
  const split = splitSentence(days);
  return (
    <Part title="Exposure and split" span="half">
      <div className={classes.stack}>
        <ChartFrame
          title="Units so far"
          sentence={said}
          height={168}
          level={3}
          exportName={`${key}-units`}
          onProof={(day, variation) => openProof(proof(day, variation, 'cumulative'))}
          table={{
            columns: [
              { id: 'day', head: 'Day' },
              ...series.map((one) => ({ id: one.id, head: one.name, numeric: true, proven: true })),
            ],
            rows: days.map(({ day }) => ({
              key: day,
              cells: [
                formatDay(day),
                ...series.map((one) => formatCount(one.points.find((point) => point.key === day)?.value)),
              ],
            })),
          }}
        >
          {(box) => (
            <LineChart
              {...box}
              series={series}
              format={{ kind: 'count' }}
              partial={partial}
              sentence={said}
              onProof={(day, variation) => openProof(proof(day, variation, 'cumulative'))}
            />
          )}
        </ChartFrame>
        <DataTable
          caption="Units, their share and the planned share of each variation"
          columns={[
            { head: 'Variation', grow: true },
            { head: 'Units', numeric: true },
            { head: 'Share', numeric: true },
            { head: 'Planned', numeric: true },
          ]}
          rows={read.arms.map((arm) => ({
            key: arm.variation,
            cells: [
              cleanText(variationName(read.experiment, arm.variation)),
              <Proven key="units" proof={proofRef('experiment.units', key, arm.variation, 'units')}>
                {formatCount(arm.units)}
              </Proven>,
              <Proven key="share" proof={proofRef('experiment.units', key, arm.variation, 'share')}>
                {formatRate(arm.share)}
              </Proven>,
              formatRate(arm.planned),
            ],
          }))}
        />
        {points.length === 0 ? (
          <p className={classes.partNote}>{MISSING}</p>
        ) : (
          <ChartFrame
            title="Is the split as planned?"
            sentence={split}
            height={150}
            level={3}
            exportName={`${key}-split`}
            onProof={(day) => openProof(proof(day, control, 'sample_ratio_p'))}
            table={{
              columns: [
                { id: 'day', head: 'Day' },
                { id: 'p', head: 'p-value', numeric: true, proven: true },
              ],
              rows: points.map((point) => ({
                key: point.key,
                cells: [formatDay(point.key), formatPValue(point.pValue)],
              })),
            }}
          >
            {(box) => (
              <AlarmLine
                {...box}
                points={points}
                alarm={SAMPLE_RATIO_ALARM}
                alarmText={`alarm below ${SAMPLE_RATIO_ALARM}`}
                measure="p"
                sentence={split}
                onProof={(day) => openProof(proof(day, control, 'sample_ratio_p'))}
              />
            )}
          </ChartFrame>
        )}
      </div>
    </Part>
  );
}
