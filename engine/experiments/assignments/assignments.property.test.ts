import fc from 'fast-check';
import { expect, it } from 'vitest';
import { manualClock } from '../../../tests/support/clock.ts';
import { assignInputSchema } from '../../contract/index.ts';
import { appError } from '../../core/index.ts';
import { definitionsWith, STICKY } from './definitions.fixture.ts';
import { createAssignments } from './index.ts';
import { MemoryStore } from './memory-store.fixture.ts';

/** What happens to a site: units ask at once, the store fails or recovers, the program restarts, the weights change. */
const happening = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ what: fc.constant('ask' as const), units: fc.array(fc.nat(12), { maxLength: 20 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('expose' as const), units: fc.array(fc.nat(12), { maxLength: 8 }) }),
  },
  fc.record({ what: fc.constant('store' as const), fails: fc.boolean() }),
  fc.record({ what: fc.constant('restart' as const) }),
  fc.record({ what: fc.constant('reweigh' as const), control: fc.constantFrom(0.01, 0.3, 0.5, 0.99) }),
);

it('[EX32][EX33][EX35] whatever happens, a unit has one row, one variation, one first answer and one exposure', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { maxLength: 25 }),
      fc.integer({ min: 1, max: 20 }),
      async (story, remembered) => {
        const store = new MemoryStore();
        const now = { context: definitionsWith(STICKY) };
        const make = () =>
          createAssignments({ source: () => now.context, store, clock: manualClock(), remembered, groupLimit: 7 });
        let assignments = make();
        const variations = new Map<string, Set<string | null>>();
        const firsts = new Map<string, number>();
        const exposures = new Map<string, number>();
        const count = (of: Map<string, number>, key: string, by: boolean) =>
          of.set(key, (of.get(key) ?? 0) + Number(by));
        for (const happened of story) {
          if (happened.what === 'restart') assignments = make();
          else if (happened.what === 'store')
            store.failing = happened.fails ? appError('OPS_STORE_FAILED', { reason: 'gone' }) : null;
          else if (happened.what === 'reweigh')
            now.context = definitionsWith({ ...STICKY, weights: [happened.control, 1 - happened.control] });
          else
            await Promise.all(
              happened.units.map(async (n) => {
                const unitId = `user-${n}`;
                if (happened.what === 'expose') {
                  const exposed = await assignments.expose({ experiment: 'green-button', unitId });
                  if (exposed.ok) count(exposures, unitId, exposed.value.first);
                  return;
                }
                const answer = await assignments.assign(assignInputSchema.parse({ flag: 'button', unitId }));
                if (!answer.ok) return;
                variations.set(unitId, (variations.get(unitId) ?? new Set()).add(answer.value.variation));
                count(firsts, unitId, answer.value.first);
              }),
            );
        }
        expect([...store.rows.values()].map(({ unitId }) => unitId).sort()).toEqual([...variations.keys()].sort());
        for (const { unitId, variation, exposedAt } of store.rows.values()) {
          expect(variations.get(unitId)).toEqual(new Set([variation]));
          expect(firsts.get(unitId)).toBe(1);
          expect(exposures.get(unitId) ?? 0).toBe(exposedAt === null ? 0 : 1);
        }
      },
    ),
    { numRuns: 300 },
  );
});
