import { existsSync } from 'node:fs';
import { OpenFeature } from '@openfeature/server-sdk';
import { afterEach, describe, expect, it } from 'vitest';
import { readScenarios } from './features.contract.ts';
import { readFlags } from './flags.contract.ts';
import { perform } from './steps.contract.ts';
import { World } from './world.contract.ts';

const SUITE = '../shared/data/openfeature';
const there = existsSync(SUITE);
const scenarios = there ? readScenarios(SUITE) : [];

describe('OpenFeature conformance', () => {
  afterEach(async () => {
    OpenFeature.setContext({});
    await OpenFeature.clearProviders();
  });

  it.skipIf(!there)(`[AS24] the suite in ${SUITE} is read (skipped when it is absent)`, () => {
    expect(new Set(scenarios.map(({ feature }) => feature)).size).toBe(4);
    expect(scenarios.every(({ steps }) => steps.length > 1)).toBe(true);
  });

  it.each(scenarios.map((scenario, index) => ({ ...scenario, index })))(
    '[AS24] scenario $index: $name',
    async ({ index, steps }) => {
      const world = new World(readFlags(SUITE), `scenario-${index}`);
      for (const step of steps) await perform(step, world);
    },
  );
});
