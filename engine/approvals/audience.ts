import type { Audience, ExperimentDecide, ExperimentDesign } from '../contract/index.ts';
import { canonicalJson } from '../core/index.ts';
import { formatAny } from '../serializer/index.ts';

/** A value of a flag in words. */
export const valueWords = (value: ExperimentDecide['value']): string =>
  typeof value === 'boolean' ? String(value) : value === null ? 'no value' : formatAny(value);

/** A decision serves those the design targets, and leaves out who is held out. */
export function audienceOf({ targeting, holdout, defaultValue }: ExperimentDesign): Audience | null {
  if (Object.keys(targeting).length === 0 && holdout === null) return null;
  return { targeting: { ...targeting }, holdout, otherwise: defaultValue };
}

/** Who gets it, in a few words. */
export function whom({ audience = null }: ExperimentDecide): string {
  if (audience === null) return 'everybody';
  return isForAll(audience) ? 'everybody not held out' : 'everybody it targets';
}

const isForAll = ({ targeting }: Audience): boolean => Object.keys(targeting).length === 0;

/** The audience in words, with its condition as it is sent; null when everybody gets it. */
export function audienceWords({ audience = null }: ExperimentDecide): string | null {
  if (audience === null) return null;
  const { targeting, holdout, otherwise } = audience;
  return [
    isForAll(audience) ? 'all units' : `units that meet ${canonicalJson(targeting)}`,
    ...(holdout === null ? [] : [`without those held out by ${holdout}`]),
    `everybody else gets ${valueWords(otherwise)}`,
  ].join('; ');
}
