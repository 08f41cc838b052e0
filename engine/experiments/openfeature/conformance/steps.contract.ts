import { expect } from 'vitest';
import type { Step } from './features.contract.ts';
import { type World, writtenValue } from './world.contract.ts';

type Table = Step['table'];
type Do = (world: World, given: readonly string[], table: Table) => void | Promise<void>;

const expectMetadata = (world: World, table: Table): void => {
  const wanted = table.slice(1).map(([key = '', type = '', value = '']) => [key, writtenValue(type, value)]);
  expect(world.details.flagMetadata).toMatchObject(Object.fromEntries(wanted));
};

/** The names of the suite for the fields of details. */
const FIELDS: Readonly<Record<string, string>> = {
  flag_key: 'flagKey',
  value: 'value',
  variant: 'variant',
  reason: 'reason',
  error_code: 'errorCode',
};

function expectHooks(world: World, stages: readonly string[], table: Table): void {
  for (const stage of stages) {
    const calls = world.called.filter(([each]) => each === stage);
    expect(calls).toHaveLength(1);
    const given: Readonly<Record<string, unknown>> = { ...calls[0]?.[1] };
    for (const [type = '', key = '', text = ''] of table.slice(1))
      expect(given[FIELDS[key] ?? key], `${key} in ${stage}`).toEqual(
        text === 'null' ? undefined : writtenValue(type, text),
      );
  }
}

/** The steps of the suite. */
const STEPS: readonly (readonly [RegExp, Do])[] = [
  [/^an? (stable|not ready|error|fatal|stale) provider$/, (world, [state = '']) => world.provide(state)],
  [/^a stable provider with retrievable context is registered$/, (world) => world.provide('stable')],
  [
    /^a (\w+)-flag with key "(.*)" and a fallback value "(.*)"$/,
    (world, [type = '', key = '', fallback = '']) => {
      world.flag = { type, key, fallback };
    },
  ],
  [
    /^a context containing a key "(.*)", with type "(.*)" and with value "(.*)"$/,
    (world, [key = '', type = '', value = '']) => {
      world.context = { ...world.context, [key]: writtenValue(type, value) };
    },
  ],
  [
    /^a context containing a key "(.*)" with null value$/,
    (world, [key = '']) => {
      world.context = { ...world.context, [key]: null };
    },
  ],
  [
    /^the flag was evaluated with details( asynchronously| using the evaluation options)?$/,
    (world) => world.evaluate(),
  ],
  [
    /^the resolved details value should be "(.*)"$/,
    (world, [value = '']) => expect(world.details.value).toEqual(writtenValue(world.flag.type, value)),
  ],
  [/^the reason should be "(.*)"$/, (world, [reason]) => expect(world.details.reason).toBe(reason)],
  [/^the error-code should be "(.*)"$/, (world, [code]) => expect(world.details.errorCode).toBe(code)],
  [/^the flag key should be "(.*)"$/, (world, [key]) => expect(world.details.flagKey).toBe(key)],
  [/^the variant should be "(.*)"$/, (world, [variant]) => expect(world.details.variant).toBe(variant)],
  [/^the resolved metadata should contain$/, (world, _given, table) => expectMetadata(world, table)],
  [/^the resolved metadata is empty$/, (world) => expect(world.details.flagMetadata).toEqual({})],
  [/^the provider status should be "(.*)"$/, (world, [status]) => expect(world.client.providerStatus).toBe(status)],
  [
    /^a client with added hook$/,
    (world) => {
      world.client.addHooks(world.hook());
    },
  ],
  [
    /^the "(\w+)" hook should have been executed$/,
    (world, [stage]) => expect(world.called.map(([each]) => each)).toContain(stage),
  ],
  [
    /^the "(.*)" hooks should be called with evaluation details$/,
    (world, [stages = ''], table) => expectHooks(world, stages.split(', '), table),
  ],
  [
    /^evaluation options containing specific hooks$/,
    (world) => {
      world.options = { hooks: [world.hook('first'), world.hook('second')] };
    },
  ],
  [/^the specified hooks should execute during evaluation$/, (world) => expect(world.called).toHaveLength(6)],
  [
    /^the hook order should be maintained$/,
    // Before in the order given, after it the other way round (specification 4.4.2).
    (world) =>
      expect(world.called.map(([stage, , hook]) => `${stage} ${hook}`)).toEqual([
        'before first',
        'before second',
        'after second',
        'after first',
        'finally second',
        'finally first',
      ]),
  ],
  [
    /^an evaluation context with modifiable data$/,
    (world) => {
      world.context = { targetingKey: 'u1', list: [1, { deep: true }], at: new Date(0) };
      world.contextBefore = structuredClone(world.context);
    },
  ],
  [
    /^the original evaluation context should remain unmodified$/,
    (world) => expect(world.context).toEqual(world.contextBefore),
  ],
  [
    /^the evaluation details should be immutable$/,
    // What specification 1.4.15.1 asks for is that flag metadata is.
    (world) => expect(Object.isFrozen(world.details.flagMetadata)).toBe(true),
  ],
  [/^the evaluation should complete without blocking$/, (world) => expect(world.settledAtOnce).toBe(false)],
  [
    /^A context entry with key "(.*)" and value "(.*)" is added to the "(.*)" level$/,
    (world, [key = '', value = '', level = '']) => world.add(level, key, value),
  ],
  [
    /^A table with levels of increasing precedence$/,
    (world, _given, table) => {
      world.levels = table.map(([level = '']) => level);
    },
  ],
  [
    /^Context entries for each level from API level down to the "(.*)" level, with key "(.*)" and value "(.*)"$/,
    (world, [last = '', key = '']) => {
      // Each level says its own name, so that the last one is seen to win.
      for (const level of world.levels.slice(0, world.levels.indexOf(last) + 1)) world.add(level, key, level);
    },
  ],
  [/^Some flag was evaluated$/, (world) => world.evaluateMerged()],
  [
    /^The merged context contains an entry with key "(.*)" and value "(.*)"$/,
    (world, [key = '', value]) => expect(world.provider.seen[key]).toBe(value),
  ],
];

/** Does one step. @throws for a step that is not known: a scenario that is not understood has not passed */
export async function perform(step: Step, world: World): Promise<void> {
  for (const [pattern, act] of STEPS) {
    const match = pattern.exec(step.text);
    if (match === null) continue;
    await act(world, match.slice(1), step.table);
    return;
  }
  throw new Error(`no step is known for: ${step.text}`);
}
