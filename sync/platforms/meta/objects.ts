/** The four objects a publication makes, oldest first, with their edge of the ad account and what they build on. */
export const OBJECTS = [
  { kind: 'campaign', edge: 'campaigns', needs: [] },
  { kind: 'adset', edge: 'adsets', needs: ['campaign'] },
  { kind: 'creative', edge: 'adcreatives', needs: [] },
  { kind: 'ad', edge: 'ads', needs: ['adset', 'creative'] },
] as const;

export type ObjectKind = (typeof OBJECTS)[number]['kind'];

export function objectOf(step: string): (typeof OBJECTS)[number] {
  const found = OBJECTS.find((o) => o.kind === step);
  if (found === undefined) throw new Error(`Meta has no step ${step}`);
  return found;
}
