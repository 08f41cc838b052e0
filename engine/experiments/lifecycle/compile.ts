import type { ExperimentRecord } from '../../contract/index.ts';
import type { Json } from '../../core/index.ts';
import type { Feature, FeatureRule } from '../assign/index.ts';

/** Flags as somebody turned them on or off; one that is missing is off. */
type Flags = ReadonlyMap<string, { readonly enabled: boolean }>;

/** By flag, as the assignment library and GrowthBook's kits take them. */
export type CompiledFeatures = Readonly<Record<string, Feature>>;

/** What decides a flag: the experiment that runs, the last decision, and the experiment that was started last. */
export interface Deciding {
  readonly running: ExperimentRecord | null;
  readonly decided: ExperimentRecord | null;
  readonly newest: ExperimentRecord | null;
}

/** Of two at the same instant the one whose key comes later, so that the order of the records makes no difference. */
function lastOf(
  records: readonly ExperimentRecord[],
  at: (record: ExperimentRecord) => string | null,
): ExperimentRecord | null {
  const place = (record: ExperimentRecord): string => `${at(record) ?? ''} ${record.design.key}`;
  return records.reduce<ExperimentRecord | null>(
    (last, record) => (last === null || place(record) > place(last) ? record : last),
    null,
  );
}

export function decidingOf(flag: string, records: readonly ExperimentRecord[]): Deciding {
  const own = records.filter(({ design, startedAt }) => design.flag === flag && startedAt !== null);
  const ofStatus = (status: ExperimentRecord['status']) => own.filter((record) => record.status === status);
  return {
    running: lastOf(ofStatus('running'), ({ startedAt }) => startedAt),
    decided: lastOf(ofStatus('decided'), ({ decidedAt }) => decidedAt),
    newest: lastOf(own, ({ startedAt }) => startedAt),
  };
}

/** The variation that was decided on; undefined while there is no decision. */
export const decidedVariation = ({ design, decision }: ExperimentRecord) =>
  design.variations.find(({ key }) => key === decision?.variation);

/**
 * The features that all experiments and flags come to. Pure; same records, same features, on every machine.
 * docs/spec/experiments.md EX10–EX16.
 */
export function compileFeatures(records: Iterable<ExperimentRecord>, flags: Flags): CompiledFeatures {
  const started = [...records].filter(({ startedAt }) => startedAt !== null);
  const keys = new Set([...flags.keys(), ...started.map(({ design }) => design.flag)]);
  const features = [...keys].sort().map((key): [string, Feature] => [key, featureOf(key, started, flags)]);
  return Object.fromEntries(features);
}

function featureOf(key: string, started: readonly ExperimentRecord[], flags: Flags): Feature {
  const { running, decided, newest } = decidingOf(key, started);
  return {
    enabled: flags.get(key)?.enabled ?? false,
    // A flag without an experiment is a switch.
    defaultValue: newest === null ? true : newest.design.defaultValue,
    rules: [
      ...(running === null ? [] : [experimentRule(running, started)]),
      ...(decided === null ? [] : decidedRule(decided, started)),
    ],
  };
}

/** The units' variations of a running experiment. */
function experimentRule({ design, version }: ExperimentRecord, started: readonly ExperimentRecord[]): FeatureRule {
  const { key, namespace, variations } = design;
  return {
    id: key,
    key,
    name: design.name,
    variations: variations.map(({ value }) => value),
    weights: variations.map(({ weight }) => weight),
    meta: variations.map((variation) => ({ key: variation.key, name: variation.name })),
    coverage: design.coverage,
    hashAttribute: design.unit,
    hashVersion: design.hashVersion,
    seed: design.seed,
    disableStickyBucketing: !design.sticky,
    bucketVersion: version,
    minBucketVersion: 0,
    ...(namespace === null ? {} : { namespace: [namespace.name, namespace.from, namespace.to] }),
    ...audience(design, started),
  };
}

/** What was decided, for the units it was tested on. */
function decidedRule(record: ExperimentRecord, started: readonly ExperimentRecord[]): readonly FeatureRule[] {
  const variation = decidedVariation(record);
  const { design } = record;
  return variation === undefined ? [] : [{ id: design.key, force: variation.value, ...audience(design, started) }];
}

/** Whom a rule is for: those targeted who are not held out. */
function audience(
  { targeting, holdout }: ExperimentRecord['design'],
  started: readonly ExperimentRecord[],
): Pick<FeatureRule, 'condition' | 'parentConditions'> {
  const heldOut = holdout === null ? null : heldOutValue(holdout, started);
  return {
    ...(Object.keys(targeting).length === 0 ? {} : { condition: { ...targeting } }),
    ...(holdout === null || heldOut === null
      ? {}
      : { parentConditions: [{ id: holdout, condition: { $not: { value: heldOut.value } } }] }),
  };
}

/** The control of a holdout is kept out; null when it does not run, and then nobody is. */
function heldOutValue(holdout: string, started: readonly ExperimentRecord[]): { readonly value: Json } | null {
  const [control] = decidingOf(holdout, started).running?.design.variations ?? [];
  return control === undefined ? null : { value: control.value };
}
