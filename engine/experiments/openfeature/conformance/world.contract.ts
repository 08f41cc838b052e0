import {
  AsyncLocalStorageTransactionContextPropagator,
  type Client,
  type EvaluationContext,
  type EvaluationDetails,
  type FlagEvaluationOptions,
  type FlagValue,
  type Hook,
  OpenFeature,
} from '@openfeature/server-sdk';
import { expect } from 'vitest';
import { z } from 'zod';
import { appError, err, type Result } from '../../../core/index.ts';
import { type AssignmentContext, parsePayload } from '../../assign/index.ts';
import { FlagProvider } from '../provider.ts';

/** Ours, with the context it was last asked with. */
class WatchedProvider extends FlagProvider {
  seen: EvaluationContext = {};
  override resolveStringEvaluation(flagKey: string, defaultValue: string, context: EvaluationContext) {
    this.seen = context;
    return super.resolveStringEvaluation(flagKey, defaultValue, context);
  }
}

export type Called = readonly [stage: string, details: EvaluationDetails<FlagValue> | null, hook: string];

const objectSchema = z.record(z.string(), z.json());

/** A value as the suite writes it: quotes inside are escaped. */
export function writtenValue(type: string, text: string): FlagValue {
  const plain = text.replaceAll('\\"', '"');
  switch (type.toLowerCase()) {
    case 'boolean':
      return z.enum(['true', 'false']).parse(plain) === 'true';
    case 'integer':
    case 'float':
      return Number(plain);
    case 'object':
      return objectSchema.parse(JSON.parse(plain));
    default:
      return plain;
  }
}

/** What one scenario works on: a client of a domain of its own, and what came of it. */
export class World {
  readonly flags: Result<AssignmentContext>;
  readonly domain: string;
  readonly client: Client;
  provider = new WatchedProvider({ source: { load: async () => this.flags } });
  flag = { type: 'string', key: 'string-flag', fallback: 'bye' };
  context: EvaluationContext = {};
  contextBefore: EvaluationContext = {};
  options: FlagEvaluationOptions = {};
  levels: readonly string[] = [];
  readonly called: Called[] = [];
  readonly merged: Record<string, EvaluationContext> = {};
  result: EvaluationDetails<FlagValue> | null = null;
  settledAtOnce = true;

  constructor(flags: Result<AssignmentContext>, domain: string) {
    this.flags = flags;
    this.domain = domain;
    this.client = OpenFeature.getClient(domain);
    OpenFeature.setTransactionContextPropagator(new AsyncLocalStorageTransactionContextPropagator());
  }

  get details(): EvaluationDetails<FlagValue> {
    if (this.result === null) throw new Error('the scenario asks for details before it evaluated a flag');
    return this.result;
  }

  async provide(state: string): Promise<void> {
    const failed = err(appError('CASES_UNREADABLE', { file: 'flags.json', reason: 'it is not there' }));
    const loads: Record<string, () => Promise<Result<AssignmentContext>>> = {
      stable: async () => this.flags,
      'not ready': () => new Promise(() => {}),
      error: async () => failed,
      fatal: async () => parsePayload({ features: 'none' }),
    };
    let load = loads[state === 'stale' ? 'stable' : state] ?? (() => Promise.reject(new Error(`a ${state} provider`)));
    this.provider = new WatchedProvider({ source: { load: () => load() }, remembered: 10 });
    if (state === 'not ready') OpenFeature.setProvider(this.domain, this.provider);
    else if (state === 'error' || state === 'fatal')
      await expect(OpenFeature.setProviderAndWait(this.domain, this.provider)).rejects.toThrow();
    else await OpenFeature.setProviderAndWait(this.domain, this.provider);
    if (state !== 'stale') return;
    load = async () => failed;
    expect(await this.provider.refresh()).toBe(failed);
  }

  /** A hook that writes down when it was called. */
  hook(name = ''): Hook {
    return {
      before: () => {
        this.called.push(['before', null, name]);
      },
      after: (_context, details) => {
        this.called.push(['after', details, name]);
      },
      error: () => {
        this.called.push(['error', null, name]);
      },
      finally: (_context, details) => {
        this.called.push(['finally', details, name]);
      },
    };
  }

  #asked(): Promise<EvaluationDetails<FlagValue>> {
    const { type, key, fallback } = this.flag;
    const value = writtenValue(type, fallback);
    const { client, context, options } = this;
    if (typeof value === 'boolean') return client.getBooleanDetails(key, value, context, options);
    if (typeof value === 'number') return client.getNumberDetails(key, value, context, options);
    if (typeof value === 'string') return client.getStringDetails(key, value, context, options);
    return client.getObjectDetails(key, value, context, options);
  }

  async evaluate(): Promise<void> {
    const asked = this.#asked();
    let settled = false;
    const seen = asked.then(() => {
      settled = true;
    });
    this.settledAtOnce = settled;
    this.result = await asked;
    await seen;
  }

  /** Adds an entry to the context of a level. */
  add(level: string, key: string, value: string): void {
    this.merged[level] = { ...this.merged[level], [key]: value };
  }

  /** Evaluates a flag with the contexts of all levels. */
  async evaluateMerged(): Promise<void> {
    OpenFeature.setContext(this.merged.API ?? {});
    this.client.setContext(this.merged.Client ?? {});
    this.context = this.merged.Invocation ?? {};
    this.client.addHooks({ before: () => this.merged['Before Hooks'] ?? {} });
    await new Promise<void>((resolve, reject) => {
      OpenFeature.setTransactionContext(this.merged.Transaction ?? {}, () => {
        this.evaluate().then(resolve, reject);
      });
    });
  }
}
