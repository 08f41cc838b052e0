import type { FakeObject } from '../fakes/meta/index.ts';

/** The action id in an object's name, or null. */
export const tagOf = (name: string): string | null => /\[gw:([0-9a-f-]{36})\]/.exec(name)?.[1] ?? null;

export const budgetOf = (object: FakeObject): number => Number(object.fields.daily_budget ?? 0);

/** Live objects by `action id/kind`. */
export function liveByStep(objects: readonly FakeObject[]): ReadonlyMap<string, readonly FakeObject[]> {
  const map = new Map<string, FakeObject[]>();
  for (const object of objects) {
    const key = `${tagOf(object.name)}/${object.kind}`;
    const known = map.get(key);
    if (known) known.push(object);
    else map.set(key, [object]);
  }
  return map;
}
