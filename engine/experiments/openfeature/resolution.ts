import {
  ErrorCode,
  type FlagMetadata,
  type ResolutionDetails,
  StandardResolutionReasons,
} from '@openfeature/server-sdk';
import { canonicalJson, type Json } from '../../core/index.ts';
import type { Feature, FeatureResult } from '../assign/index.ts';

/** What the caller asked for: the flag, what to take when there is no value, and how a value of the kind is known. */
export interface Asked<T> {
  readonly flagKey: string;
  readonly defaultValue: T;
  readonly kind: string;
  isKind(value: unknown): value is T;
}

const failed = <T>({ defaultValue }: Asked<T>, errorCode: ErrorCode, errorMessage: string): ResolutionDetails<T> => ({
  value: defaultValue,
  reason: StandardResolutionReasons.ERROR,
  errorCode,
  errorMessage,
});

/** What metadata can be of the kinds OpenFeature knows. */
const metadataOf = ({ metadata }: Feature): FlagMetadata =>
  Object.fromEntries(
    Object.entries(metadata ?? {}).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [[name, value]] : [],
    ),
  );

function reasonOf({ source, experimentResult }: FeatureResult, feature: Feature): string {
  if (source === 'experiment' && experimentResult?.hashUsed) return StandardResolutionReasons.SPLIT;
  if (source === 'experiment' || source === 'force') return StandardResolutionReasons.TARGETING_MATCH;
  const ruled = source === 'defaultValue' && (feature.rules ?? []).length > 0;
  return ruled ? StandardResolutionReasons.DEFAULT : StandardResolutionReasons.STATIC;
}

/** The name of a value: the key of the variation, else the variant that has the value, else the rule that gave it. */
function variantOf({ value, ruleId, experimentResult }: FeatureResult, feature: Feature): string | undefined {
  if (experimentResult !== undefined) return experimentResult.key;
  const text = canonicalJson(value);
  const named = Object.entries(feature.variants ?? {}).find(([, each]) => canonicalJson(each) === text);
  return named?.[0] ?? (ruleId === '' ? undefined : ruleId);
}

/** Whoever gets an object may change it, and the definition stays as it is. */
const ownCopy = (value: Json): Json => (typeof value === 'object' && value !== null ? structuredClone(value) : value);

/**
 * What a feature's result is in the words of OpenFeature. A feature that is switched off, or has no value for the
 * unit, gives the caller's default.
 */
export function resolutionOf<T>(
  asked: Asked<T>,
  feature: Feature | undefined,
  result: FeatureResult,
): ResolutionDetails<T> {
  if (result.source === 'cyclicPrerequisite')
    return failed(asked, ErrorCode.GENERAL, `Flag "${asked.flagKey}" needs itself.`);
  if (result.source === 'unknownFeature')
    return failed(asked, ErrorCode.FLAG_NOT_FOUND, `There is no flag "${asked.flagKey}".`);
  const flagMetadata = metadataOf(feature ?? {});
  const off = result.source === 'disabled' || result.source === 'prerequisite';
  if (off) return { value: asked.defaultValue, reason: StandardResolutionReasons.DISABLED, flagMetadata };
  if (result.value === null)
    return { value: asked.defaultValue, reason: StandardResolutionReasons.DEFAULT, flagMetadata };
  const value = ownCopy(result.value);
  if (!asked.isKind(value))
    return failed(asked, ErrorCode.TYPE_MISMATCH, `Flag "${asked.flagKey}" is no ${asked.kind}.`);
  const variant = variantOf(result, feature ?? {});
  return {
    value,
    reason: reasonOf(result, feature ?? {}),
    flagMetadata,
    ...(variant === undefined ? {} : { variant }),
  };
}
