import type { Json } from '../../core/index.ts';
import type { AssignmentContext, Experiment, StickyDoc } from './definition.ts';
import { type HashedBy, hashedBy } from './unit.ts';

/** Documents by `attribute||value`. No object: V8 makes a hidden class for every name a unit would have in it. */
export type StickyDocs = ReadonlyMap<string, StickyDoc>;

const attributeText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

export const stickyKey = (attribute: string, value: string): string => `${attribute}||${value}`;

/** Under which an assignment is kept: another bucket version begins anew. */
export const assignmentKey = (experiment: string, bucketVersion: number | undefined): string =>
  `${experiment}__${bucketVersion || 0}`;

export const stickyDocs = (docs: readonly StickyDoc[]): StickyDocs =>
  new Map(docs.map((doc) => [stickyKey(doc.attributeName, doc.attributeValue), doc]));

/** The keys of all documents that the features and experiments of a context could need of its unit. */
export function stickyKeysOf(context: AssignmentContext): ReadonlySet<string> {
  const rules = Object.values(context.features ?? {})
    .flatMap((feature) => feature.rules ?? [])
    .filter((rule) => rule.variations !== undefined || rule.contextualVariations !== undefined);
  const attributes = [...rules, ...(context.experiments ?? [])].flatMap((rule) => [
    rule.hashAttribute || 'id',
    ...(rule.fallbackAttribute ? [rule.fallbackAttribute] : []),
  ]);
  return new Set(attributes.map((name) => stickyKey(name, attributeText(hashedBy(context, name).value))));
}

/** What was assigned: a variation (−1 for none), or that an earlier bucket version keeps the unit out. */
export type StickyBucket = { readonly kind: 'variation'; readonly variation: number } | { readonly kind: 'blocked' };

const NONE: StickyBucket = { kind: 'variation', variation: -1 };

/** Whether there is an assignment of a bucket version below the least one; asks what is there, however high that is. */
const hasVersionBelow = (assignments: StickyDoc['assignments'], { key, minBucketVersion = 0 }: Experiment): boolean =>
  minBucketVersion > 0 &&
  Object.keys(assignments).some((assigned) => {
    const version = Number(assigned.slice(key.length + 2));
    return (
      Number.isInteger(version) &&
      version >= 0 &&
      version < minBucketVersion &&
      assigned === assignmentKey(key, version)
    );
  });

/** Assignments of one unit while it is evaluated; `docs` is what is to be kept afterwards. */
export class StickyBuckets {
  #docs: StickyDocs;

  constructor(docs: StickyDocs) {
    this.#docs = docs;
  }

  get docs(): StickyDocs {
    return this.#docs;
  }

  /** The bucket an experiment keeps for the unit of a context. What the fallback attribute got counts until the first has its own. */
  find(experiment: Experiment, context: AssignmentContext): StickyBucket {
    const own = this.#assignments(hashedBy(context, experiment.hashAttribute));
    const fallback = hashedBy(context, experiment.fallbackAttribute);
    const assignments = fallback.value === '' ? own : { ...this.#assignments(fallback), ...own };
    if (hasVersionBelow(assignments, experiment)) return { kind: 'blocked' };
    const current = assignmentKey(experiment.key, experiment.bucketVersion);
    if (!Object.hasOwn(assignments, current)) return NONE;
    const variation = experiment.meta?.findIndex((meta) => meta.key === assignments[current]) ?? -1;
    return { kind: 'variation', variation };
  }

  /** Keeps an assignment. */
  keep(experiment: Experiment, by: HashedBy, variationKey: string): void {
    const attributeValue = attributeText(by.value);
    const key = stickyKey(by.attribute, attributeValue);
    const assignment = { [assignmentKey(experiment.key, experiment.bucketVersion)]: variationKey };
    const assignments = Object.assign({}, this.#docs.get(key)?.assignments, assignment);
    this.#docs = new Map(this.#docs).set(key, { attributeName: by.attribute, attributeValue, assignments });
  }

  #assignments(by: HashedBy): StickyDoc['assignments'] {
    return this.#docs.get(stickyKey(by.attribute, attributeText(by.value)))?.assignments ?? {};
  }
}
