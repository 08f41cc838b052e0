import { evalCondition, GrowthBook, StickyBucketServiceSync } from '@growthbook/growthbook';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerCases } from './case-file.ts';
import {
  attributes,
  condition,
  context,
  experiment,
  savedGroups,
  stickyContext,
  stickyDocuments,
} from './kit.fixture.ts';

/** As it would be read from a file: without what is undefined, and nothing shared. */
const asFile = (written: unknown) => JSON.parse(JSON.stringify(written ?? null));

const answer = (group: string, ...given: readonly unknown[]) => {
  const [answered] = answerCases({ [group]: [asFile(given)] });
  return asFile(answered?.error ?? answered?.output);
};

/** Keeps sticky documents in memory, as a kit's store does. */
class MemoryBuckets extends StickyBucketServiceSync {
  readonly docs = new Map<string, unknown>();
  getAssignmentsSync(name: string, value: string) {
    return asFile(this.docs.get(this.getKey(name, value)));
  }
  saveAssignmentsSync(doc: { attributeName: string; attributeValue: string }) {
    this.docs.set(this.getKey(doc.attributeName, doc.attributeValue), asFile(doc));
  }
}

describe("GrowthBook's own kit", () => {
  beforeEach(() => {
    // It tells of weights and operators that it does not know.
    vi.spyOn(console, 'error').mockImplementation(() => {});
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('[AS31] judges conditions the same', () => {
    fc.assert(
      fc.property(attributes, condition, savedGroups, (unit, wanted, groups) => {
        const kit = evalCondition(asFile(unit), asFile(wanted), asFile(groups));
        expect(answer('evalCondition', 'case', wanted, unit, null, groups)).toBe(kit);
      }),
      { numRuns: 1000 },
    );
  });

  it('[AS31] runs experiments the same', () => {
    fc.assert(
      fc.property(context, experiment, (where, what) => {
        const kit = new GrowthBook(asFile(where)).run(asFile(what));
        const { value, inExperiment, hashUsed } = kit;
        expect(answer('run', 'case', where, what, null, null, null)).toEqual(asFile({ value, inExperiment, hashUsed }));
      }),
      { numRuns: 400 },
    );
  });

  it('[AS31] evaluates features the same', () => {
    fc.assert(
      fc.property(context, fc.constantFrom('f0', 'f0', 'f1', 'nowhere'), (where, key) => {
        expect(answer('feature', 'case', where, key, null)).toEqual(
          asFile(new GrowthBook(asFile(where)).evalFeature(key)),
        );
      }),
      { numRuns: 400 },
    );
  });

  it('[AS31] keeps assignments the same', () => {
    fc.assert(
      fc.property(fc.oneof(context, stickyContext, stickyContext), stickyDocuments, (where, kept) => {
        const stickyBucketService = new MemoryBuckets();
        for (const doc of kept) stickyBucketService.saveAssignmentsSync(doc);
        const { features, savedGroups: groups, contextualBandits, ...user } = asFile(where);
        const kit = new GrowthBook({ ...user, stickyBucketService });
        kit.initSync({ payload: asFile({ features, savedGroups: groups, contextualBandits }) });
        const result = kit.evalFeature('f0').experimentResult ?? null;
        expect(answer('stickyBucket', 'case', where, kept, 'f0', null, null)).toEqual(
          asFile({ result, docs: kit.getStickyBucketAssignmentDocs() }),
        );
      }),
      { numRuns: 500 },
    );
  });
});
