import type { Audience, DiffLine, ExperimentDecide, ExperimentDesign, ExperimentRecord } from '../contract/index.ts';
import { canonicalJson } from '../core/index.ts';
import { conditionWords, formatAny, formatNumber } from '../serializer/index.ts';

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

/** Whom a holdout keeps out, with their share where it is one of all units. */
function heldOutWords(holdout: string, started: Iterable<ExperimentRecord>): string {
  const design = [...started].find(({ status, design: each }) => status === 'running' && each.flag === holdout)?.design;
  const [control] = design?.variations ?? [];
  if (design === undefined || control === undefined)
    return `but not those whom the holdout ${holdout} keeps out (it does not run now, and keeps nobody out)`;
  const isOfAll = Object.keys(design.targeting).length === 0 && design.namespace === null;
  const share = formatNumber(Number((100 * design.coverage * control.weight).toPrecision(6)));
  return `but not ${isOfAll ? `the ${share} %` : 'those'} of the holdout ${holdout}`;
}

/**
 * The audience as a sentence, and its condition as it is sent where words can not say all of it; no lines when everybody
 * gets it. `experiments` are all there are: a holdout is one of them.
 */
export function audienceLines(
  { audience = null }: ExperimentDecide,
  experiments: Iterable<ExperimentRecord>,
): readonly DiffLine[] {
  if (audience === null) return [];
  const { targeting, holdout, otherwise } = audience;
  const words = conditionWords(targeting);
  const isUnsaid = words === null && !isForAll(audience);
  const who = isForAll(audience) ? 'Everybody' : `Everybody ${isUnsaid ? 'who meets the condition' : `where ${words}`}`;
  const after = [
    [who, ...(holdout === null ? [] : [heldOutWords(holdout, experiments)])].join(', '),
    `everybody else gets ${valueWords(otherwise)}`,
  ].join('; ');
  return [
    { label: 'Who gets it', before: '', after, mono: false },
    ...(isUnsaid ? [{ label: 'Condition', before: '', after: canonicalJson(targeting), mono: true }] : []),
  ];
}
