import {
  type EvaluationContext,
  GeneralError,
  type JsonValue,
  OpenFeatureEventEmitter,
  type Provider,
  ProviderEvents,
  ProviderFatalError,
  type ResolutionDetails,
  StandardResolutionReasons,
} from '@openfeature/server-sdk';
import { type AppError, canonicalJson, ok, type Result } from '../../core/index.ts';
import {
  type AssignmentContext,
  type Evaluated,
  type Exposure,
  evaluateFeature,
  type FeatureResult,
  type StickyDocs,
  stickyKeysOf,
} from '../assign/index.ts';
import { attributesFrom } from './attributes.ts';
import { Recent } from './recent.ts';
import { type Asked, resolutionOf } from './resolution.ts';

/** Where the definitions of flags are kept. */
export interface FlagSource {
  load(): Promise<Result<AssignmentContext>>;
}

/** Where sticky assignments are kept. */
export interface StickyStore {
  /** The documents of these keys that there are. */
  read(keys: ReadonlySet<string>): Promise<StickyDocs>;
  /** Documents that are new or have changed. */
  write(docs: StickyDocs): Promise<void>;
}

export interface FlagProviderOptions {
  readonly source: FlagSource;
  /** How many answers are remembered until the definitions change; none when not said. */
  readonly remembered?: number;
  /** Without it assignments are not sticky. */
  readonly sticky?: StickyStore;
  /** Told of every exposure, at each use and also when the answer was remembered. Does not throw. */
  onExposure?(exposure: Exposure): void;
}

type Answer = Evaluated<FeatureResult>;

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isString = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number';
const isStructure = <T extends JsonValue>(value: unknown): value is T => typeof value === 'object' && value !== null;

const saidOf = ({ message, next }: AppError): string => `${message} ${next}`;

/** The documents of `after` that are not so in `before`. */
const changedDocs = (before: StickyDocs, after: StickyDocs): StickyDocs =>
  new Map([...after].filter(([key, doc]) => canonicalJson(doc) !== canonicalJson(before.get(key) ?? null)));

/**
 * An OpenFeature provider that assigns as `evaluateFeature` does. Definitions that can not be understood are fatal;
 * when they can not be loaded anew, the old ones are used and the provider is stale.
 * Source: OpenFeature specification 0.8, provider and flag evaluation.
 */
export class FlagProvider implements Provider {
  readonly metadata = { name: 'growth-workbench' } as const;
  readonly runsOn = 'server' as const;
  readonly events = new OpenFeatureEventEmitter();
  readonly #options: FlagProviderOptions;
  readonly #recent: Recent<Answer> | null;
  #definitions: AssignmentContext = {};

  constructor(options: FlagProviderOptions) {
    this.#options = options;
    this.#recent = options.remembered ? new Recent(options.remembered) : null;
  }

  /** @throws ProviderFatalError, GeneralError: how OpenFeature is told that there are no flags */
  async initialize(): Promise<void> {
    const loaded = await this.#options.source.load();
    if (loaded.ok) this.#definitions = loaded.value;
    else if (loaded.error.code === 'FLAGS_INVALID') throw new ProviderFatalError(saidOf(loaded.error));
    else throw new GeneralError(saidOf(loaded.error));
  }

  /** Loads the definitions anew, and says to OpenFeature which flags changed, or that those in use are stale. */
  async refresh(): Promise<Result<readonly string[]>> {
    const loaded = await this.#options.source.load();
    if (!loaded.ok) {
      this.events.emit(ProviderEvents.Stale, { message: saidOf(loaded.error) });
      return loaded;
    }
    const flagsChanged = this.#use(loaded.value);
    this.events.emit(ProviderEvents.Ready);
    if (flagsChanged.length > 0)
      this.events.emit(ProviderEvents.ConfigurationChanged, { flagsChanged: [...flagsChanged] });
    return ok(flagsChanged);
  }

  resolveBooleanEvaluation(flagKey: string, defaultValue: boolean, context: EvaluationContext) {
    return this.#resolve({ flagKey, defaultValue, kind: 'boolean', isKind: isBoolean }, context);
  }

  resolveStringEvaluation(flagKey: string, defaultValue: string, context: EvaluationContext) {
    return this.#resolve({ flagKey, defaultValue, kind: 'text', isKind: isString }, context);
  }

  resolveNumberEvaluation(flagKey: string, defaultValue: number, context: EvaluationContext) {
    return this.#resolve({ flagKey, defaultValue, kind: 'number', isKind: isNumber }, context);
  }

  resolveObjectEvaluation<T extends JsonValue>(flagKey: string, defaultValue: T, context: EvaluationContext) {
    return this.#resolve<T>({ flagKey, defaultValue, kind: 'structure', isKind: isStructure }, context);
  }

  #use(definitions: AssignmentContext): readonly string[] {
    const [before, after] = [this.#definitions.features ?? {}, definitions.features ?? {}];
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    this.#definitions = definitions;
    this.#recent?.clear();
    return [...keys].filter((key) => canonicalJson(before[key] ?? null) !== canonicalJson(after[key] ?? null));
  }

  async #resolve<T>(asked: Asked<T>, given: EvaluationContext): Promise<ResolutionDetails<T>> {
    const definitions = this.#definitions;
    const { features = {} } = definitions;
    const feature = Object.hasOwn(features, asked.flagKey) ? features[asked.flagKey] : undefined;
    const attributes = attributesFrom(given);
    const question = this.#recent === null ? '' : canonicalJson([asked.flagKey, attributes]);
    const remembered = this.#recent?.get(question);
    const answer = remembered ?? (await this.#evaluate(asked.flagKey, { ...definitions, attributes }));
    // An answer by definitions that were replaced meanwhile is not kept.
    if (definitions === this.#definitions) this.#recent?.set(question, answer);
    for (const exposure of answer.exposures) this.#options.onExposure?.(exposure);
    const details = resolutionOf(asked, feature, answer.result);
    if (remembered === undefined || details.errorCode !== undefined) return details;
    return { ...details, reason: StandardResolutionReasons.CACHED };
  }

  async #evaluate(flagKey: string, context: AssignmentContext): Promise<Answer> {
    const { sticky } = this.#options;
    if (sticky === undefined) return evaluateFeature(flagKey, context);
    const docs = await sticky.read(stickyKeysOf(context));
    const answer = evaluateFeature(flagKey, context, docs);
    const changed = changedDocs(docs, answer.docs ?? new Map());
    if (changed.size > 0) await sticky.write(changed);
    return answer;
  }
}
