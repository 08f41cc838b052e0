import type { AssignmentContext, Feature } from '../assign/index.ts';

/** One experiment that a flag can put a unit into, and the attribute it hashes. */
export interface Bucketing {
  readonly experiment: string;
  readonly attribute: string;
  readonly bucketVersion: number;
  readonly sticky: boolean;
}

/** What has to be known of a unit before a flag is evaluated for it. */
export interface FlagPlan {
  readonly feature: string;
  /** Attributes that the flag's own rules hash: the unit's id stands under each of them. */
  readonly unitNames: readonly string[];
  /** Experiments of the flag and of the flags it requires whose assignments are kept. */
  readonly sticky: readonly Bucketing[];
}

const bucketingsOf = (id: string, feature: Feature): readonly Bucketing[] =>
  (feature.rules ?? []).flatMap((rule) => {
    if (rule.variations === undefined && rule.contextualVariations === undefined) return [];
    const sticky = !rule.disableStickyBucketing;
    const fallback = sticky && rule.fallbackAttribute ? [rule.fallbackAttribute] : [];
    return [rule.hashAttribute || 'id', ...fallback].map((attribute) => ({
      experiment: rule.key || id,
      attribute,
      bucketVersion: rule.bucketVersion ?? 0,
      sticky,
    }));
  });

const parentsOf = (feature: Feature): readonly string[] =>
  (feature.rules ?? []).flatMap((rule) => (rule.parentConditions ?? []).map(({ id }) => id));

/** Compiled definitions, with what is asked of them at each assignment worked out once. */
export class Definitions {
  readonly context: AssignmentContext;
  readonly #featureOf = new Map<string, string>();
  readonly #plans = new Map<string, FlagPlan>();

  constructor(context: AssignmentContext) {
    this.context = context;
    for (const [id, feature] of Object.entries(context.features ?? {}))
      for (const { experiment } of bucketingsOf(id, feature))
        if (!this.#featureOf.has(experiment)) this.#featureOf.set(experiment, id);
  }

  /** Whether units are being put into the experiment. */
  isRunning(experiment: string): boolean {
    return this.#featureOf.has(experiment);
  }

  /** The plan of a flag, or of the flag that an experiment decides; null when there is neither. */
  plan(asked: string): FlagPlan | null {
    const { features = {} } = this.context;
    const id = Object.hasOwn(features, asked) ? asked : this.#featureOf.get(asked);
    if (id === undefined) return null;
    const found = this.#plans.get(id) ?? this.#make(id);
    this.#plans.set(id, found);
    return found;
  }

  #make(id: string): FlagPlan {
    const { features = {} } = this.context;
    const reached = new Set([id]);
    const all: Bucketing[] = [];
    // A set that grows while it is walked is walked to its end.
    for (const each of reached) {
      const feature = Object.hasOwn(features, each) ? features[each] : undefined;
      if (feature === undefined) continue;
      all.push(...bucketingsOf(each, feature));
      for (const parent of parentsOf(feature)) reached.add(parent);
    }
    const own = bucketingsOf(id, features[id] ?? {});
    return {
      feature: id,
      unitNames: [...new Set(['id', ...own.map(({ attribute }) => attribute)])],
      sticky: all.filter(({ sticky }) => sticky),
    };
  }
}
