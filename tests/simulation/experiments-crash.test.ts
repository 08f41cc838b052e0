import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SpineEvent } from '../../engine/contract/index.ts';
import { canonicalJson, ok, type Result } from '../../engine/core/index.ts';
import { maySave, mayStop, startEvents } from '../../engine/experiments/lifecycle/index.ts';
import type { EventDraft, Spine, SpineState } from '../../engine/store/journal/index.ts';
import { memoryJournalFile } from '../../engine/store/journal/memory-file.ts';
import { decidable } from '../support/experiments.ts';
import { seededRandom } from '../support/random.ts';
import { testSpine } from '../support/spine.ts';
import { CARA, opening } from '../support/spine-events.ts';

const KEYS = ['checkout', 'pricing', 'menu'] as const;
type Step = readonly ['save' | 'start' | 'stop', (typeof KEYS)[number]];

const designOf = (key: string) => {
  const plan = { minimumEffect: 0.1, power: 0.8, baseline: 0.2, sd: 0.4, unitsPerDay: 500, days: 28 };
  return { ...decidable(), key, flag: `flag-${key}`, seed: key, plan };
};
const drafted = (events: readonly SpineEvent[]): Result<readonly EventDraft[]> =>
  ok(events.map((event) => ({ actor: CARA, event })));

/** What a member's command would journal; nothing when the rules refuse it. */
const commandOf =
  ([what, key]: Step) =>
  (state: SpineState): Result<readonly EventDraft[]> => {
    const record = state.experiments.get(key);
    if (what === 'save') {
      const version = maySave(designOf(key), record);
      return version.ok
        ? drafted([{ type: 'experiment.saved', design: designOf(key), version: version.value }])
        : ok([]);
    }
    if (record === undefined) return ok([]);
    if (what === 'start') {
      const events = startEvents(record, state, { actor: CARA });
      return events.ok ? events : ok([]);
    }
    return mayStop(record).ok ? drafted([{ type: 'experiment.stopped', key, reason: 'Enough seen.' }]) : ok([]);
  };

const held = ({ state }: Spine): string => canonicalJson([[...state.experiments.values()], [...state.flags.values()]]);

describe('experiments and crashes', () => {
  it('[EX19] a kill or a loss of power between any two steps loses nothing that was acknowledged', async () => {
    const steps = fc.array(
      fc.record({
        step: fc.tuple(fc.constantFrom('save', 'start', 'stop'), fc.constantFrom(...KEYS)),
        crash: fc.constantFrom('none', 'kill', 'power', 'full'),
      }),
      { minLength: 1, maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(steps, fc.integer(), async (walk, seed) => {
        const random = seededRandom(seed);
        let file = memoryJournalFile();
        let spine = await testSpine(file);
        expect((await spine.transact(() => ok(opening()))).ok).toBe(true);
        for (const { step, crash } of walk) {
          const before = held(spine);
          if (crash === 'full') file.failNext('append', 'ENOSPC', random.uniform());
          const done = await spine.transact(commandOf(step));
          if (!done.ok) expect(held(spine)).toBe(before);
          const acknowledged = held(spine);
          if (crash === 'kill' || crash === 'power') {
            file.crash(crash, random);
            file = file.reopen();
          } else if (crash === 'full') {
            file = file.reopen();
          } else continue;
          spine = await testSpine(file);
          expect(held(spine)).toBe(acknowledged);
        }
      }),
      { numRuns: 60 },
    );
  });
});
