import type { ExperimentRecord, FeatureFlag } from '../../contract/index.ts';
import { type Deciding, decidedVariation, decidingOf } from './compile.ts';

/** What units get that a flag puts into no experiment. */
const restingValue = ({ decided, newest }: Deciding): FeatureFlag['value'] => {
  const variation = decided === null ? undefined : decidedVariation(decided);
  if (variation !== undefined) return variation.value;
  return newest === null ? true : newest.design.defaultValue;
};

/** Every flag that was set or that an experiment names, with what units get of it that are in no experiment. */
export function flagViews(
  records: Iterable<ExperimentRecord>,
  flags: ReadonlyMap<string, { readonly enabled: boolean; readonly note: string }>,
): readonly FeatureFlag[] {
  const all = [...records];
  const keys = new Set([...flags.keys(), ...all.map(({ design }) => design.flag)]);
  return [...keys].sort().map((key) => {
    const deciding = decidingOf(key, all);
    const draft = all.find(({ design }) => design.flag === key);
    const enabled = flags.get(key)?.enabled ?? false;
    return {
      key,
      enabled,
      value: enabled ? restingValue(deciding) : null,
      experiment: (deciding.running ?? deciding.newest ?? draft)?.design.key ?? null,
      note: flags.get(key)?.note ?? '',
    };
  });
}
