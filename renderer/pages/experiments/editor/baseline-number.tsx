import type { MetricBaseline } from '../../../../engine/contract/index.ts';
import { formatCount, formatNumber, formatRate } from '../../../../engine/serializer/index.ts';
import { Proven, proofRef } from '../../../components/proven.tsx';

const NUMBERS = {
  units: ({ units }: MetricBaseline) => formatCount(units),
  mean: ({ mean }: MetricBaseline) => formatNumber(mean),
  sd: ({ sd }: MetricBaseline) => formatNumber(sd),
  share: ({ share }: MetricBaseline) => formatRate(share),
  units_per_day: ({ unitsPerDay }: MetricBaseline) => formatCount(unitsPerDay),
} as const;

interface BaselineNumberProps {
  readonly baseline: MetricBaseline;
  readonly name: keyof typeof NUMBERS;
}

/** A number of what the data say about an event today, with its proof. EX115. */
export function BaselineNumber({ baseline, name }: BaselineNumberProps) {
  return (
    <Proven proof={proofRef('experiment.baseline', baseline.unit, baseline.event, name)}>
      {NUMBERS[name](baseline)}
    </Proven>
  );
}
