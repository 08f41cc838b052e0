import { dayIn } from '../../core/index.ts';
import type { OdcsCustomProperty } from './odcs.ts';

/** Stands in a contract for the reporting zone of the workspace that holds the data. */
const WORKSPACE = 'workspace';

const isZone = (name: string): boolean => {
  try {
    dayIn(0, name);
    return true;
  } catch {
    return false;
  }
};

/** The custom property `timezone`; `workspace` without one. @throws Error for a name that is no IANA zone. */
export function contractZone(properties: readonly OdcsCustomProperty[]): string {
  const zone = properties.find((entry) => entry.property === 'timezone')?.value ?? WORKSPACE;
  if (typeof zone !== 'string' || !(zone === WORKSPACE || isZone(zone))) {
    throw new Error(`${String(zone)} is no time zone`);
  }
  return zone;
}

/** The zone a dataset's days are counted in, in a workspace of this zone. */
export const zoneOf = (contract: { readonly zone: string }, workspaceZone: string): string =>
  contract.zone === WORKSPACE ? workspaceZone : contract.zone;
