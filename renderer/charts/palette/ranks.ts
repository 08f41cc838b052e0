/**
 * One of the eight numbered colours, the quiet one for "all others", totals and what is not named, or those of a change for the
 * better or the worse, which always stand beside a sign.
 */
export type ChartColour = Rank | 'rest' | 'good' | 'bad';
type Rank = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

export const RANKS = [1, 2, 3, 4, 5, 6, 7, 8] as const satisfies readonly Rank[];

/**
 * Channels that most accounts have, and the metrics that stand together in a chart, each with its own colour: fixed, so that
 * a colour means one channel or one metric everywhere.
 */
const KNOWN: Readonly<Record<string, Rank>> = {
  google_search: 1,
  paid_search: 1,
  search: 1,
  meta: 2,
  facebook: 2,
  organic: 3,
  organic_search: 3,
  tiktok: 4,
  youtube: 5,
  affiliates: 6,
  display: 7,
  direct: 8,
  email: 8,
  margin: 1,
  spend: 2,
  revenue: 3,
  net_revenue: 3,
  refunds: 4,
  variable_cost: 6,
};

/** Names of no thing in particular. */
const REST = new Set(['', 'all', 'other', 'others', 'rest', 'total', 'unknown', '(other)', '(not_set)']);

/** FNV-1a, 32 bits: the same number for the same name on every machine. */
function hash(name: string): number {
  let value = 0x811c9dc5;
  for (const character of name) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}

const normal = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');

/** The colour of a name (a channel, a segment, a campaign), the same on every page and in every session. */
export function colourFor(name: string): Rank | 'rest' {
  const known = normal(name);
  if (REST.has(known)) return 'rest';
  return KNOWN[known] ?? RANKS[hash(known) % RANKS.length] ?? 1;
}

/**
 * Colours of names that stand in one chart. Each keeps its own colour; where two have the same, the later by name takes the
 * next free one, so that the answer does not depend on the order of the rows. Beyond eight names the rest is quiet.
 */
export function coloursFor(names: readonly string[]): ReadonlyMap<string, ChartColour> {
  const colours = new Map<string, ChartColour>();
  const taken = new Set<ChartColour>();
  const byName = [...new Set(names)].sort(
    (a, b) => Number(normal(b) in KNOWN) - Number(normal(a) in KNOWN) || compare(a, b),
  );
  for (const name of byName) {
    const own = colourFor(name);
    const at = own === 'rest' ? -1 : RANKS.indexOf(own);
    const free =
      at < 0
        ? 'rest'
        : RANKS.map((_, i) => RANKS[(at + i) % RANKS.length]).find((rank) => rank !== undefined && !taken.has(rank));
    const colour = free ?? 'rest';
    colours.set(name, colour);
    taken.add(colour);
  }
  return colours;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
