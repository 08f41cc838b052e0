import { useMemo } from 'react';
import type { BanditRead } from '../../../../engine/contract/index.ts';
import { cleanText, formatProbability } from '../../../../engine/serializer/index.ts';
import { rangeText, valueText } from '../../../charts/axis/value-text.ts';
import { ChartFrame } from '../../../charts/frame/chart-frame.tsx';
import { HalfEye } from '../../../charts/half-eye/half-eye.tsx';
import { PartFrame } from '../../../components/part.tsx';
import { proofRef } from '../../../components/proven.tsx';
import { useOpenProof } from '../../../components/use-open-proof.ts';
import { formatOf } from '../values.ts';

/** What is believed of every arm now, on one scale. */
export function PosteriorsPart({ read }: { readonly read: BanditRead }) {
  const openProof = useOpenProof();
  const { key } = read.cell.design;
  const format = formatOf(read.unit);
  const arms = useMemo(
    () =>
      read.arms
        .toSorted((a, b) => b.mean - a.mean)
        .map((arm) => ({ ...arm, variantId: arm.arm, label: cleanText(arm.label) })),
    [read],
  );
  const leader = read.advice.kind === 'promote' ? read.advice.arm : null;
  const open = (arm: string, name: string): void => openProof(proofRef('bandit.arm', key, arm, name));
  return (
    <PartFrame aria-label="Posteriors">
      <ChartFrame
        title={`Posterior ${read.words.value} of each arm`}
        sentence={`${read.sentence} Thick is 80 %, thin 95 %; each drawing is as high as its row.`}
        level={3}
        height={60}
        exportName={`${key}-posteriors`}
        onProof={open}
        table={{
          columns: [
            { id: 'arm', head: 'Arm' },
            { id: 'mean', head: 'Mean', numeric: true, proven: true },
            { id: 'low50', head: '50 % interval', numeric: true, proven: true },
            { id: 'low80', head: '80 % interval', numeric: true, proven: true },
            { id: 'low', head: '95 % interval', numeric: true, proven: true },
            { id: 'p_best', head: 'P(best)', numeric: true, proven: true },
          ],
          rows: arms.map((arm) => ({
            key: arm.arm,
            cells: [
              arm.label,
              valueText(format, arm.mean),
              rangeText(format, arm.interval50.low, arm.interval50.high),
              rangeText(format, arm.interval80.low, arm.interval80.high),
              rangeText(format, arm.interval95.low, arm.interval95.high),
              formatProbability(arm.pBest),
            ],
          })),
        }}
      >
        {({ width }) => (
          <HalfEye
            arms={arms}
            leader={leader}
            width={width}
            sentence={read.sentence}
            format={format}
            peaks="each"
            onProof={(arm) => open(arm, 'mean')}
          />
        )}
      </ChartFrame>
    </PartFrame>
  );
}
