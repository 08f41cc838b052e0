import { OpenFeature } from '@openfeature/server-sdk';
import { afterAll, expect, it } from 'vitest';
import { manualClock } from '../../../tests/support/clock.ts';
import { assignInputSchema } from '../../contract/index.ts';
import { ok } from '../../core/index.ts';
import { FlagProvider } from '../openfeature/index.ts';
import { definitionsWith } from './definitions.fixture.ts';
import { createAssignments } from './index.ts';
import { MemoryStore } from './memory-store.fixture.ts';

afterAll(() => OpenFeature.close());

it('[EX39] a provider over the same definitions gives every unit the same value and variation', async () => {
  const context = definitionsWith({ coverage: 0.7, condition: { country: { $ne: 'FR' } } });
  const assignments = createAssignments({ source: () => context, store: new MemoryStore(), clock: manualClock() });
  await OpenFeature.setProviderAndWait(new FlagProvider({ source: { load: async () => ok(context) } }));
  const client = OpenFeature.getClient();
  const seen = new Set<string>();
  for (let i = 0; i < 200; i += 1) {
    const unitId = `user-${i}`;
    const country = ['DE', 'FR', 'JP'][i % 3] ?? 'DE';
    const answer = await assignments.assign(
      assignInputSchema.parse({ flag: 'button', unitId, attributes: { country } }),
    );
    if (!answer.ok) throw new Error(answer.error.message);
    const told = await client.getStringDetails('button', 'none', { targetingKey: unitId, user: unitId, country });
    expect(told.value).toBe(answer.value.value);
    expect(told.variant ?? null).toBe(answer.value.inExperiment ? answer.value.variation : null);
    seen.add(`${told.variant}`);
  }
  expect([...seen].sort()).toEqual(['control', 'treatment', 'undefined']);
});
