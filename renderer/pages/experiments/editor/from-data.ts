import type { ExperimentList, MetricBaseline } from '../../../../engine/contract/index.ts';
import { type DesignValues, newDesign, nextRow } from './values.ts';

type Undesigned = Pick<ExperimentList['undefined'][number], 'key' | 'unit' | 'variations'>;

const CONTROL = /^(control|baseline|off|a|0)$/i;

/** "shorter-sign-up" is "Shorter sign up". */
const nameOf = (key: string): string => {
  const words = key.replace(/[-_]+/g, ' ').trim();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
};

/** The first fields of a design for an experiment whose exposures are in the data: the control first, even weights. */
export function fromData({ key, unit, variations }: Undesigned): DesignValues {
  const ordered = variations.toSorted((a, b) => Number(CONTROL.test(b)) - Number(CONTROL.test(a)));
  const empty = newDesign();
  if (ordered.length < 2) return { ...empty, key, name: nameOf(key), flag: key, seed: key, unit };
  return {
    ...empty,
    ...{ key, unit },
    name: nameOf(key),
    flag: key,
    seed: key,
    valueType: 'text',
    defaultValue: ordered[0] ?? '',
    variations: ordered.map((variation) => ({
      row: nextRow(),
      key: variation,
      name: nameOf(variation),
      weight: Number((100 / ordered.length).toFixed(4)),
      value: variation,
      description: '',
    })),
  };
}

/** The goal's value today and its spread, as the data has them: of a share, when the goal is one. */
export function planFrom(
  baseline: Pick<MetricBaseline, 'mean' | 'sd' | 'share' | 'unitsPerDay'>,
  isBinary: boolean,
): { readonly baseline: number; readonly sd: number; readonly unitsPerDay: number } {
  const digits = (value: number): number => Number(value.toPrecision(4));
  const { share } = baseline;
  return {
    baseline: digits(isBinary ? share : baseline.mean),
    sd: digits(isBinary ? Math.sqrt(share * (1 - share)) : baseline.sd),
    unitsPerDay: digits(baseline.unitsPerDay),
  };
}
